import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { runningServices } from './running-services.ts'
import { emailClient, emailTo, inbox, operationStatus, sendRaw } from './started-services.ts'

const services = runningServices()
beforeEach(services.emptyInbox)

const reportsTo = async (...addresses: string[]) => {
  const { body } = await sendRaw(services.ready, emailTo(...addresses))
  const [email] = await inbox(services.ready, `?operationId=${body.id ?? ''}`)
  return email?.reports.map(({ status, dueAt }) => [
    status,
    (Date.parse(dueAt) - services.clock.now().getTime()) / 1000,
  ])
}

const reports: [string, [string, number][]][] = [
  ['anybody@example.no', [['Delivered', 0.05]]],
  ['delivered@example.no', [['Delivered', 0.05]]],
  ['Bounced@example.no', [['Bounced', 0.05]]],
  ['bounced+17@example.no', [['Bounced', 0.05]]],
  ['ola+failed@example.no', [['Failed', 0.05]]],
  ['filtered@example.no', [['FilteredSpam', 0.05]]],
  ['quarantined@example.no', [['Quarantined', 0.05]]],
  ['expanded@example.no', [['Expanded', 0.05]]],
  ['suppressed@example.no', [['Suppressed', 0.05]]],
  ['delayed@example.no', [['Delivered', 10.05]]],
  ['bounced+delayed-5s@example.no', [['Bounced', 5.05]]],
  [
    'reported-twice+failed@example.no',
    [
      ['Failed', 0.05],
      ['Failed', 0.05],
    ],
  ],
  [
    'delivered+bounced@example.no',
    [
      ['Delivered', 0.05],
      ['Bounced', 0.05],
    ],
  ],
  ['unreported@example.no', []],
  ['unreported+bounced@example.no', []],
  ['operation-failed@example.no', []],
  ['operation-failed+failed@example.no', [['Failed', 0.05]]],
]

test.each(reports)('%s is reported as its words say', async (address, expected) => {
  expect(await reportsTo(address)).toEqual(expected)
})

test('every recipient of one e-mail has a report of its own', async () => {
  expect(await reportsTo('ola@example.no', 'bounced@example.no')).toEqual([
    ['Delivered', 0.05],
    ['Bounced', 0.05],
  ])
})

describe('a refused address', () => {
  const refusals: [string, [number, string, string | null]][] = [
    ['malformed@example.no', [400, 'BadRequest', null]],
    ['too-large@example.no', [413, 'RequestEntityTooLarge', null]],
    ['throttled@example.no', [429, 'TooManyRequests', '1']],
    ['throttled-7s@example.no', [429, 'TooManyRequests', '7']],
    ['unavailable@example.no', [503, 'ServiceUnavailable', null]],
    ['unavailable-4s@example.no', [503, 'ServiceUnavailable', '4']],
    ['server-error@example.no', [500, 'InternalServerError', null]],
  ]
  test.each(refusals)('%s is answered with its error and not accepted', async (address, expected) => {
    const { headers, ...answer } = await sendRaw(services.ready, emailTo('ola@example.no', address))
    expect([answer.status, answer.body.error?.code, headers.get('retry-after')]).toEqual(expected)
    expect(await inbox(services.ready)).toEqual([])
  })

  test('is accepted after as many refusals as it says, all of which are counted', async () => {
    const operationId = randomUUID()
    const send = async () =>
      (await sendRaw(services.ready, emailTo('throttled-3s-2x+server-error-1x@example.no'), operationId)).status
    expect([await send(), await send(), await send(), await send(), await send()]).toEqual([429, 429, 500, 202, 202])
    expect(await inbox(services.ready)).toMatchObject([{ operationId, sendRequests: 5 }])
  })

  test('counts each operation by itself, and without an id starts anew after it was accepted', async () => {
    const send = async (id?: string) => (await sendRaw(services.ready, emailTo('unavailable-1x@example.no'), id)).status
    expect([await send(randomUUID()), await send(randomUUID())]).toEqual([503, 503])
    expect([await send(), await send(), await send()]).toEqual([503, 202, 503])
  })

  test('makes the SDK wait and succeed by itself', async () => {
    const client = emailClient(services.ready.connectionString, { retryOptions: { maxRetries: 1 } })
    const poller = await client.beginSend(emailTo('throttled-1s-1x@example.no'), { operationId: randomUUID() })
    expect(poller.getOperationState().status).toBe('running')
  })
})

describe('a connection that breaks', () => {
  const breaks: [string, string, number][] = [
    ['connection-reset-1x', 'TypeError', 0],
    ['hangs-1x', 'TimeoutError', 0],
    ['answer-lost', 'TypeError', 1],
    ['answer-withheld', 'TimeoutError', 1],
  ]
  test.each(breaks)(
    '%s leaves the caller without an answer, and its request in the right state',
    async (word, name, kept) => {
      const operationId = randomUUID()
      const message = emailTo(`${word}@example.no`)
      await expect(sendRaw(services.ready, message, operationId)).rejects.toMatchObject({ name })
      expect(await inbox(services.ready)).toHaveLength(kept)
      expect((await operationStatus(services.ready, operationId)).status).toBe(kept === 1 ? 200 : 404)
      expect((await sendRaw(services.ready, message, operationId)).status).toBe(202)
      expect(await inbox(services.ready)).toMatchObject([{ operationId, sendRequests: 2 }])
    },
  )
})

test('answer-error@ is accepted although the answer says that the service failed', async () => {
  const operationId = randomUUID()
  expect((await sendRaw(services.ready, emailTo('answer-error@example.no'), operationId)).status).toBe(500)
  expect(await inbox(services.ready)).toMatchObject([{ operationId }])
})

describe('an operation', () => {
  const statusAfter = async (seconds: number, ...addresses: string[]) => {
    const operationId = randomUUID()
    await sendRaw(services.ready, emailTo(...addresses), operationId)
    services.clock.turn(seconds)
    const { status, body } = await operationStatus(services.ready, operationId)
    return status === 404 ? 404 : [body.status, body.error?.code]
  }

  test('fails for operation-failed@, in words of the SDK', async () => {
    const poller = await emailClient(services.ready.connectionString).beginSend(emailTo('operation-failed@example.no'))
    services.clock.turn(1)
    await expect(poller.pollUntilDone()).rejects.toThrow('EmailDropped')
  })

  test('fails when all recipients are suppressed, and only then', async () => {
    expect(await statusAfter(1, 'suppressed@example.no', 'suppressed+2@example.no')).toEqual([
      'Failed',
      'EmailDroppedAllRecipientsSuppressed',
    ])
    expect(await statusAfter(1, 'suppressed@example.no', 'ola@example.no')).toEqual(['Succeeded', undefined])
  })

  test('is forgotten for forgotten@, for good or for its seconds', async () => {
    expect(await statusAfter(3600, 'forgotten@example.no')).toBe(404)
    expect(await statusAfter(2, 'forgotten-3s@example.no')).toBe(404)
    expect(await statusAfter(4, 'forgotten-3s@example.no')).toEqual(['Succeeded', undefined])
    expect(await inbox(services.ready)).toMatchObject([
      { status: 'Succeeded' },
      { status: 'Succeeded' },
      { status: 'NotFound' },
    ])
  })
})

test('people can ask what the addresses do', async () => {
  const response = await fetch(`${services.ready.url}/magic-recipients`)
  expect(await response.json()).toContainEqual({ address: 'bounced@example.com', means: 'is reported as bounced' })
})
