import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { Email } from '../../../src/use-cases/courier-ports.ts'
import { answeringServer } from '../answering-server.ts'
import { setFaults } from '../local-cloud/communication-services/started-services.ts'
import { connectionTo, courierOf, emailTo, impatientMs, startedCourier } from './started-courier.ts'

const services = startedCourier()

async function sent(address: string): Promise<Email> {
  const email = emailTo(address)
  await services.courier(/hangs|withheld/.test(address) ? impatientMs : undefined).send(email)
  return email
}
const ask = ({ notification }: Email) => services.courier().ask(notification)
const accepted = ({ notification }: Email) => ({
  outcome: 'accepted',
  receipt: { provider: 'azure-communication-services', reference: notification },
})

describe('an attempt that is asked for', () => {
  test('is accepted while it runs and when it has succeeded', async () => {
    const email = await sent('ola@example.no')
    expect(await ask(email)).toEqual(accepted(email))
    services.clock.turn(1)
    expect(await ask(email)).toEqual(accepted(email))
  })

  test.each(['answer-lost', 'answer-withheld', 'answer-error'])(
    'is found although its answer was lost (%s)',
    async (word) => {
      const email = await sent(`${word}@example.no`)
      expect(await ask(email)).toEqual(accepted(email))
    },
  )

  test.each([
    ['operation-failed', 'Failed', 'EmailDropped'],
    ['suppressed', 'Failed_SupressedRecipient', 'EmailDroppedAllRecipientsSuppressed'],
  ])('has failed when its operation has (%s)', async (word, result, code) => {
    const email = await sent(`${word}@example.no`)
    services.clock.turn(1)
    expect(await ask(email)).toEqual({ outcome: 'failed', result, code })
  })

  test.each(['hangs', 'connection-reset', 'server-error', 'forgotten'])(
    'is not found when it never arrived (%s)',
    async (word) => {
      expect(await ask(await sent(`${word}@example.no`))).toEqual({ outcome: 'not-found' })
    },
  )

  test('may be found later', async () => {
    const email = await sent('forgotten-20s@example.no')
    expect(await ask(email)).toEqual({ outcome: 'not-found' })
    services.clock.turn(21)
    expect(await ask(email)).toEqual(accepted(email))
  })
})

test('a question is one request, and sends nothing', async () => {
  const email = await sent('ola@example.no')
  expect(await services.requestsOf(() => ask(email))).toEqual({ 'get-email-operation': 1 })
  expect(await services.requestsOf(() => ask(emailTo('ola@example.no')))).toEqual({ 'get-email-operation': 1 })
})

describe('a question without an answer is a transient fault', () => {
  const refuse = (status: number, retryAfterSeconds?: number) =>
    setFaults(services.ready(), {
      refuse: { route: 'get-email-operation', status, code: 'Refused', retryAfterSeconds },
    })

  test.each([401, 403, 408, 429, 500, 503])('when the service answers %i', async (status) => {
    const email = await sent('ola@example.no')
    await refuse(status)
    await expect(ask(email)).rejects.toMatchObject({ name: 'TransientFault', code: 'EMAIL_STATUS_UNAVAILABLE' })
  })

  test('which carries the time the service asks for', async () => {
    const email = await sent('ola@example.no')
    await refuse(429, 37)
    await expect(ask(email)).rejects.toMatchObject({ name: 'TransientFault', retryAfterSeconds: 37 })
  })

  test('when nothing listens', async () => {
    const courier = courierOf(connectionTo('http://127.0.0.1:1'))
    await expect(courier.ask(emailTo('a@b.no').notification)).rejects.toBeInstanceOf(TransientFault)
  })

  test.each([
    ['no answer comes', () => undefined],
    ['the answer cannot be read', answer('<html>')],
    ['the status is none', answer(JSON.stringify({ id: 'x', status: 7 }))],
  ] as const)('when %s', async (_, listener) => {
    const courier = courierOf(connectionTo(await answeringServer(listener)), impatientMs)
    await expect(courier.ask(emailTo('a@b.no').notification)).rejects.toBeInstanceOf(TransientFault)
  })
})

describe('an operation that ended in a way the simulator does not know', () => {
  test.each([
    ['Failed without a reason', { status: 'Failed' }, 'Failed'],
    ['Failed with a reason', { status: 'Failed', error: { code: 'Broken', message: 'a b. c' } }, 'Broken'],
    ['Canceled', { status: 'Canceled' }, 'Canceled'],
  ])('%s', async (_, operation, code) => {
    const courier = courierOf(connectionTo(await answeringServer(answer(JSON.stringify({ id: 'x', ...operation })))))
    expect(await courier.ask(emailTo('a@b.no').notification)).toEqual({ outcome: 'failed', result: 'Failed', code })
  })

  test.each(['NotStarted', 'Running', 'Succeeded'])('%s is accepted', async (status) => {
    const courier = courierOf(connectionTo(await answeringServer(answer(JSON.stringify({ id: 'x', status })))))
    expect(await courier.ask(emailTo('a@b.no').notification)).toMatchObject({ outcome: 'accepted' })
  })
})

function answer(body: string): Parameters<typeof answeringServer>[0] {
  return (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}
