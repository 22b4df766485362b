import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { beforeEach, describe, expect, test } from 'vitest'
import { runningServices } from './running-services.ts'
import { sendSmsRaw, smsInbox, smsTo } from './send-sms-calls.ts'

const services = runningServices()
beforeEach(services.emptyInbox)

/** A number that behaves as the pair says; the last digits tell numbers of a pair apart. */
const magic = (pair: number, serial = 1) => `+47999${pair}${String(serial).padStart(3, '0')}`

test('people can ask what the numbers do, and every one of them is a valid Norwegian mobile number', async () => {
  const response = await fetch(`${services.ready.url}/magic-numbers`)
  const list = (await response.json()) as { number: string; means: string }[]
  expect(list).toContainEqual({ number: '+4799910001', means: 'is reported as failed: 4006, unreachable' })
  for (const { number } of list) {
    const parsed = parsePhoneNumberFromString(number)
    expect([number, parsed?.isValid(), parsed?.country, parsed?.getType()]).toEqual([number, true, 'NO', 'MOBILE'])
  }
})

describe('the reports of a number', () => {
  const delivered = 'Delivered 2000'
  const expected: [number, [string, number][]][] = [
    [10, [['Failed 4006', 0.05]]],
    [11, [['Failed 4005', 0.05]]],
    [12, [['Failed 4007', 0.05]]],
    [13, [['Failed 4001', 0.05]]],
    [14, [['Failed 4004', 0.05]]],
    [15, [['Failed 4003', 0.05]]],
    [16, [['Failed 4000', 0.05]]],
    [17, [['Failed 4009', 0.05]]],
    [18, [['Failed 5000', 0.05]]],
    [19, [['Failed 5001', 0.05]]],
    [20, [['Failed 5002', 0.05]]],
    [21, [['Failed 9999', 0.05]]],
    [22, [['Failed no code', 0.05]]],
    [23, [['Expired no code', 0.05]]],
    [30, []],
    [31, [[delivered, 10]]],
    [32, [[delivered, 3600]]],
    [
      33,
      [
        [delivered, 0.05],
        [delivered, 0.05],
      ],
    ],
    [
      34,
      [
        [delivered, 0.05],
        ['Failed 4006', 0.05],
      ],
    ],
    [
      35,
      [
        ['Failed 4006', 0.05],
        [delivered, 0.05],
      ],
    ],
    [99, [[delivered, 0.05]]],
  ]
  const reports = async () => {
    const [sms] = await smsInbox(services.ready)
    return sms?.reports.map(({ status, details, dueAt }) => [
      `${status} ${/^\d+/.exec(details)?.[0] ?? 'no code'}`,
      (Date.parse(dueAt) - services.clock.now().getTime()) / 1000,
    ])
  }

  test.each(expected)('+47 999 %d 001 are as its pair says', async (pair, list) => {
    await sendSmsRaw(services.ready, smsTo(magic(pair)))
    expect(await reports()).toEqual(list)
  })

  test('of a number that is no magic one say that it is delivered', async () => {
    await sendSmsRaw(services.ready, smsTo('+4790010001'))
    expect(await reports()).toEqual([[delivered, 0.05]])
  })

  test('that expires come when the time has passed that the call set', async () => {
    const smsSendOptions = { enableDeliveryReport: true, deliveryReportTimeoutInSeconds: 600 }
    await sendSmsRaw(services.ready, { ...smsTo(magic(23)), smsSendOptions }, '2024-01-02')
    expect(await reports()).toEqual([['Expired no code', 600]])
  })
})

describe('a number refused alone', () => {
  const alone: [number, (number | undefined)[]][] = [
    [50, [400, 400, 400]],
    [51, [403, 403, 403]],
    [52, [429, 202, 202]],
    [53, [503, 202, 202]],
    [54, [500, 202, 202]],
    [55, [429, 429, 429]],
  ]
  test.each(alone)('+47 999 %d 001 leaves the others of the call alone', async (pair, codes) => {
    const call = smsTo('+4790000001', magic(pair))
    const seen: unknown[] = []
    for (const expected of codes) {
      const { status, results } = await sendSmsRaw(services.ready, call)
      expect([status, results[0]?.httpStatusCode]).toEqual([202, 202])
      expect(results[1]?.successful).toBe(expected === 202)
      seen.push(results[1]?.httpStatusCode)
    }
    expect(seen).toEqual(codes)
    expect(await smsInbox(services.ready, '?to=4790000001')).toMatchObject([{ sendRequests: 3 }])
  })

  test('is accepted with all its requests counted, and begins anew after that', async () => {
    const send = async () => (await sendSmsRaw(services.ready, smsTo(magic(52, 2)))).results[0]?.httpStatusCode
    expect([await send(), await send(), await send(), await send()]).toEqual([429, 202, 429, 202])
    expect(await smsInbox(services.ready)).toMatchObject([{ sendRequests: 2 }, { sendRequests: 2 }])
  })
})

describe('a number that has the whole call refused', () => {
  type Refusal = [number, string, string | null]
  const refusals: [number, number, Refusal][] = [
    [70, 1, [429, 'TooManyRequests', '1']],
    [71, 3, [429, 'TooManyRequests', '2']],
    [72, 1, [429, 'TooManyRequests', null]],
    [74, 1, [503, 'ServiceUnavailable', null]],
    [75, 1, [500, 'InternalServerError', null]],
  ]
  test.each(refusals)('+47 999 %d 001 does so %d times, and nobody is accepted', async (pair, times, expected) => {
    const call = smsTo('+4790000001', magic(pair))
    for (let time = 0; time < times; time += 1) {
      const { status, headers, body } = await sendSmsRaw(services.ready, call)
      expect([status, body.error?.code, headers.get('retry-after')]).toEqual(expected)
    }
    expect(await smsInbox(services.ready)).toEqual([])
    expect((await sendSmsRaw(services.ready, call)).results.map(({ successful }) => successful)).toEqual([true, true])
    expect(await smsInbox(services.ready, `?to=${magic(pair).slice(1)}`)).toMatchObject([{ sendRequests: times + 1 }])
  })

  test('for good is never accepted', async () => {
    for (let time = 0; time < 5; time += 1)
      expect((await sendSmsRaw(services.ready, smsTo(magic(73)))).status).toBe(429)
  })
})

describe('a connection that breaks', () => {
  const breaks: [number, string, number][] = [
    [76, 'TypeError', 0],
    [77, 'TimeoutError', 0],
    [80, 'TypeError', 1],
    [81, 'TimeoutError', 1],
    [84, 'TypeError', 1],
  ]
  test.each(breaks)('for +47 999 %d 001 leaves the caller without an answer (%s)', async (pair, name, kept) => {
    const call = smsTo(magic(pair))
    await expect(sendSmsRaw(services.ready, call)).rejects.toMatchObject({ name })
    expect(await smsInbox(services.ready)).toHaveLength(kept)
    expect((await sendSmsRaw(services.ready, call)).results).toMatchObject([{ httpStatusCode: 202 }])
    expect(await smsInbox(services.ready)).toMatchObject([{ sendRequests: 2 }])
  })

  test('happens to everybody in the call', async () => {
    await expect(sendSmsRaw(services.ready, smsTo('+4790000001', magic(80, 2)))).rejects.toThrow()
    expect(await smsInbox(services.ready)).toHaveLength(2)
  })

  test('once lost, an SMS of pair 84 is never reported', async () => {
    await expect(sendSmsRaw(services.ready, smsTo(magic(84, 2)))).rejects.toThrow()
    expect(await smsInbox(services.ready)).toMatchObject([{ reports: [] }])
  })
})

test('an accepted call can be answered 500, and the repeat has the message id', async () => {
  const call = smsTo(magic(82))
  expect((await sendSmsRaw(services.ready, call)).status).toBe(500)
  const [sms] = await smsInbox(services.ready)
  expect((await sendSmsRaw(services.ready, call)).results).toMatchObject([{ messageId: sms?.messageId }])
})

test('a recipient can be left out of the answer, though it was accepted', async () => {
  const call = smsTo('+4790000001', magic(83), '+4790000002')
  const { status, results } = await sendSmsRaw(services.ready, call)
  expect([status, results.map(({ to }) => to)]).toEqual([202, ['+4790000001', '+4790000002']])
  expect(await smsInbox(services.ready)).toHaveLength(3)
  expect((await sendSmsRaw(services.ready, call)).results).toHaveLength(3)
})
