import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { startCommunicationServices } from '../../../local/communication-services/start-communication-services.ts'
import { runningServices } from './running-services.ts'
import { sendSmsRaw, smsClient, smsInbox, smsTo } from './send-sms-calls.ts'
import { quiet, rawRequest, setFaults } from './started-services.ts'

const services = runningServices()
beforeEach(services.emptyInbox)

const anyMessageId = expect.stringMatching(/^Outgoing_20261123050000[0-9a-f-]{36}_noam$/) as string
const outcome = async (call: unknown) =>
  (await sendSmsRaw(services.ready, call)).results.map(({ httpStatusCode, repeatabilityResult }) => [
    httpStatusCode,
    repeatabilityResult,
  ])

test('the SDK sends to several numbers, and sees one result for each in their order', async () => {
  const results = await smsClient(services.ready.connectionString).send(
    { from: 'Altinn', to: ['+4799999999', '+4799950001', '12345'], message: 'Hei på deg' },
    { enableDeliveryReport: true, tag: 'chunk/1' },
  )
  const invalid = { httpStatusCode: 400, successful: false, errorMessage: 'Invalid To phone number format.' }
  expect(results).toEqual([
    {
      to: '+4799999999',
      messageId: anyMessageId,
      httpStatusCode: 202,
      repeatabilityResult: 'accepted',
      successful: true,
    },
    { to: '+4799950001', ...invalid, repeatabilityResult: 'accepted' },
    { to: '12345', ...invalid, repeatabilityResult: 'accepted' },
  ])
  expect(await smsInbox(services.ready)).toEqual([
    {
      messageId: results[0]?.messageId,
      acceptedAt: '2026-11-23T05:00:00.000Z',
      from: 'Altinn',
      to: '+4799999999',
      message: 'Hei på deg',
      tag: 'chunk/1',
      encoding: 'GSM-7',
      segments: 1,
      repeatability: { requestId: expect.any(String) as string, firstSent: expect.any(String) as string },
      sendRequests: 1,
      reports: [expect.objectContaining({ status: 'Delivered', details: '2000: No Error' })],
    },
  ])
})

test('a hundred recipients are accepted in one call, a hundred and one are refused', async () => {
  const numbers = Array.from({ length: 101 }, (_, index) => `+479000${String(index).padStart(4, '0')}`)
  const { status, results } = await sendSmsRaw(services.ready, smsTo(...numbers.slice(1)))
  expect([status, new Set(results.map(({ messageId }) => messageId)).size]).toEqual([202, 100])
  expect((await sendSmsRaw(services.ready, smsTo(...numbers))).status).toBe(400)
  expect(await smsInbox(services.ready)).toHaveLength(100)
})

test('no report is owed for a call that asks for none', async () => {
  await smsClient(services.ready.connectionString).send({ from: 'Altinn', to: ['+4790000001'], message: 'Hei' })
  expect(await smsInbox(services.ready)).toMatchObject([{ reports: [] }])
})

test('the inbox has the newest first and can be asked for a number, a tag or a message', async () => {
  await sendSmsRaw(services.ready, smsTo('+4790000001'))
  const { results } = await sendSmsRaw(services.ready, {
    ...smsTo('+4790000002'),
    smsSendOptions: { enableDeliveryReport: true, tag: 'b' },
  })
  const seen = async (query = '') => (await smsInbox(services.ready, query)).map(({ to }) => to)
  expect(await seen()).toEqual(['+4790000002', '+4790000001'])
  expect(await seen('?to=%2B4790000001')).toEqual(['+4790000001'])
  expect(await seen('?to=+4790000001')).toEqual(['+4790000001'])
  expect(await seen('?tag=b')).toEqual(['+4790000002'])
  expect(await seen(`?messageId=${results[0]?.messageId ?? ''}`)).toEqual(['+4790000002'])
})

describe('a repeatable recipient', () => {
  test('that comes again has the message id of the first time, and no second SMS', async () => {
    const call = smsTo('+4790000001', '+4790000002')
    const first = await sendSmsRaw(services.ready, call)
    const second = await sendSmsRaw(services.ready, call)
    expect(second.results).toEqual(first.results)
    expect(await smsInbox(services.ready)).toMatchObject([{ sendRequests: 2 }, { sendRequests: 2 }])
  })

  test('is known by itself, whoever else is in the call', async () => {
    const call = smsTo('+4790000001')
    const first = await sendSmsRaw(services.ready, call)
    const more = { ...call, smsRecipients: [...smsTo('+4790000002').smsRecipients, ...call.smsRecipients] }
    const { results } = await sendSmsRaw(services.ready, more)
    expect(results[1]).toEqual(first.results[0])
    expect(await smsInbox(services.ready)).toHaveLength(2)
  })

  const pair = { repeatabilityRequestId: randomUUID(), repeatabilityFirstSent: new Date().toUTCString() }
  const changes: [string, object, object][] = [
    ['another text', { message: 'Noe annet' }, {}],
    ['another sender', { from: 'Skatt' }, {}],
    ['another tag', { smsSendOptions: { enableDeliveryReport: true, tag: 'b' } }, {}],
    ['another number', {}, { to: '+4790000009' }],
    ['another first-sent date', {}, { repeatabilityFirstSent: new Date(Date.now() - 60_000).toUTCString() }],
  ]
  test.each(changes)('under the same id with %s is rejected', async (_, change, ofRecipient) => {
    const call = { ...smsTo(), smsRecipients: [{ to: '+4790000001', ...pair }] }
    await sendSmsRaw(services.ready, call)
    const changed = { ...call, smsRecipients: [{ to: '+4790000001', ...pair, ...ofRecipient }], ...change }
    const before = (await smsInbox(services.ready)).length
    expect(await outcome(changed)).toEqual([[400, 'rejected']])
    expect(await smsInbox(services.ready)).toHaveLength(before)
  })

  test('is rejected outside the tracked five minutes, though it was accepted before', async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toUTCString()
    const call = (firstSent: string) => {
      const [recipient] = smsTo('+4790000001').smsRecipients
      return { ...smsTo(), smsRecipients: [{ ...recipient, repeatabilityFirstSent: firstSent }] }
    }
    expect(await outcome(call(minutesAgo(4)))).toEqual([[202, 'accepted']])
    expect(await outcome(call(minutesAgo(6)))).toEqual([[412, 'rejected']])
    expect(await outcome(call(minutesAgo(-6)))).toEqual([[412, 'rejected']])
    expect(await smsInbox(services.ready)).toHaveLength(1)
  })

  const malformed: [string, object][] = [
    ['an id that is no UUID', { repeatabilityRequestId: '1' }],
    ['a date that is not as in RFC 9110', { repeatabilityFirstSent: new Date().toISOString() }],
    ['no date', { repeatabilityFirstSent: undefined }],
    ['no id', { repeatabilityRequestId: undefined }],
  ]
  test.each(malformed)('with %s is rejected', async (_, change) => {
    const call = smsTo('+4790000001')
    expect(await outcome({ ...call, smsRecipients: [{ ...call.smsRecipients[0], ...change }] })).toEqual([
      [400, 'rejected'],
    ])
  })

  test('may do without the pair, and is then a new one every time', async () => {
    const call = { ...smsTo(), smsRecipients: [{ to: '+4790000001' }] }
    expect([await outcome(call), await outcome(call)]).toEqual([[[202, undefined]], [[202, undefined]]])
    expect(await smsInbox(services.ready)).toHaveLength(2)
  })
})

const [recipient] = smsTo('+4790000001').smsRecipients
const refused: [string, object, string][] = [
  ['no sender', { from: undefined }, 'from'],
  ['a sender of twelve characters', { from: 'Skatteetaten' }, 'from'],
  ['a sender without a letter or a country code', { from: '0 0' }, 'from'],
  ['a sender with letters that GSM senders cannot have', { from: 'Æsj' }, 'from'],
  ['no recipients', { smsRecipients: [] }, 'smsRecipients'],
  ['the same repeatability id twice', { smsRecipients: [recipient, recipient] }, 'smsRecipients'],
  ['no text', { message: '' }, 'message'],
  ['2049 characters', { message: 'x'.repeat(2049) }, 'message'],
  [
    'options that do not say whether to report',
    { smsSendOptions: { tag: 'a' } },
    'smsSendOptions.enableDeliveryReport',
  ],
  [
    'a report time of less than a minute',
    { smsSendOptions: { enableDeliveryReport: true, deliveryReportTimeoutInSeconds: 59 } },
    'smsSendOptions.deliveryReportTimeoutInSeconds',
  ],
]
test.each(refused)('a call with %s is refused with problem details', async (_, change, property) => {
  const { status, headers, body } = await sendSmsRaw(services.ready, { ...smsTo('+4790000001'), ...change })
  expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
  expect(body).toMatchObject({ status: 400, errors: { [property]: [expect.any(String)] } })
  expect(await smsInbox(services.ready)).toEqual([])
})

test('a body that is not JSON is refused, and the SDK sees the problem as its message', async () => {
  expect((await rawRequest(services.ready, { target: '/sms?api-version=2021-03-07', body: '{' })).status).toBe(400)
  const sending = smsClient(services.ready.connectionString).send({ from: '', to: ['+4790000001'], message: 'Hei' })
  await expect(sending).rejects.toMatchObject({
    name: 'RestError',
    statusCode: 400,
    message: expect.stringContaining('validation errors') as string,
  })
})

test('the SDK with another key is denied', async () => {
  const client = smsClient(`endpoint=${services.ready.url}/;accesskey=${Buffer.from('another').toString('base64')}`)
  const sending = client.send({ from: 'Altinn', to: ['+4790000001'], message: 'Hei' })
  await expect(sending).rejects.toMatchObject({ statusCode: 401, code: 'Denied' })
})

test('newer api-versions are spoken, unknown ones are not', async () => {
  expect((await sendSmsRaw(services.ready, smsTo('+4790000001'), '2026-01-23')).status).toBe(202)
  expect((await sendSmsRaw(services.ready, smsTo('+4790000001'), '2025-09-01')).status).toBe(400)
})

test('a fault of the SMS route leaves e-mail alone', async () => {
  const refuse = { route: 'send-sms', status: 429, code: 'TooManyRequests', retryAfterSeconds: 7 }
  await setFaults(services.ready, { refuse })
  const { status, headers } = await sendSmsRaw(services.ready, smsTo('+4790000001'))
  expect([status, headers.get('retry-after')]).toEqual([429, '7'])
  const anyEmail = await rawRequest(services.ready, { body: '{}' })
  await fetch(`${services.ready.url}/faults`, { method: 'DELETE' })
  expect(anyEmail.status).toBe(400)
})

test('a quota counts recipients, and throttles until its window has passed', async () => {
  const limited = await startCommunicationServices(
    { ...quiet, rateLimits: { sms: [{ requests: 3, seconds: 60 }] } },
    services.clock,
  )
  const send = async (count: number) => {
    const numbers = Array.from({ length: count }, (_, index) => `+479000000${index}`)
    const { status, headers } = await sendSmsRaw(limited.ready, smsTo(...numbers))
    return [status, headers.get('retry-after')]
  }
  try {
    expect([await send(2), await send(2), await send(1), await send(1)]).toEqual([
      [202, null],
      [429, '60'],
      [202, null],
      [429, '60'],
    ])
    services.clock.turn(60)
    expect(await send(4)).toEqual([202, null])
  } finally {
    await limited.stop()
  }
})
