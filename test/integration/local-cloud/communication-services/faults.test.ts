import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { startCommunicationServices } from '../../../local/communication-services/start-communication-services.ts'
import { runningServices } from './running-services.ts'
import { emailClient, emailTo, inbox, operationStatus, quiet, sendRaw, setFaults } from './started-services.ts'

const services = runningServices()
const lift = () => fetch(`${services.ready.url}/faults`, { method: 'DELETE' })
afterEach(lift)

const send = async () => {
  const { status, headers, body } = await sendRaw(services.ready, emailTo('ola@example.no'), randomUUID())
  return [status, body.error?.code, headers.get('retry-after')]
}
const accepted = [202, undefined, '1']

test('a service that is down answers 503 to everything but the control routes, until the fault is lifted', async () => {
  const before = (await inbox(services.ready)).length
  await setFaults(services.ready, { down: true })
  expect(await send()).toEqual([503, 'ServiceUnavailable', null])
  expect((await operationStatus(services.ready, randomUUID())).status).toBe(503)
  expect(await inbox(services.ready)).toHaveLength(before)
  await lift()
  expect(await send()).toEqual(accepted)
})

test('so many sends are throttled as the fault says, status requests never', async () => {
  await setFaults(services.ready, { throttle: { retryAfterSeconds: 2, requests: 2 } })
  expect([await send(), await send(), await send()]).toEqual([
    [429, 'TooManyRequests', '2'],
    [429, 'TooManyRequests', '2'],
    accepted,
  ])
  await setFaults(services.ready, { throttle: {} })
  expect(await send()).toEqual([429, 'TooManyRequests', null])
  expect((await operationStatus(services.ready, randomUUID())).status).toBe(404)
})

test('a route can be refused with an error of choice', async () => {
  const refuse = { status: 404, code: 'DomainNotLinked', message: 'The domain is not linked.', requests: 1 }
  await setFaults(services.ready, { refuse })
  expect([await send(), await send()]).toEqual([[404, 'DomainNotLinked', null], accepted])
})

test('with the status route throttled, the SDK rejects an e-mail that was accepted', async () => {
  const operationId = randomUUID()
  await setFaults(services.ready, { refuse: { route: 'get-email-operation', status: 429, code: 'TooManyRequests' } })
  const sending = emailClient(services.ready.connectionString).beginSend(emailTo('ola@example.no'), { operationId })
  await expect(sending).rejects.toMatchObject({ statusCode: 429 })
  expect(await inbox(services.ready, `?operationId=${operationId}`)).toHaveLength(1)
})

test('a repeat can be answered 409, as some have seen the service do', async () => {
  const operationId = randomUUID()
  await setFaults(services.ready, { repeats: 'conflict' })
  expect((await sendRaw(services.ready, emailTo('ola@example.no'), operationId)).status).toBe(202)
  expect((await sendRaw(services.ready, emailTo('ola@example.no'), operationId)).status).toBe(409)
})

test('a fault that nobody knows is refused, and the one that holds stays', async () => {
  await setFaults(services.ready, { down: true })
  const response = await setFaults(services.ready, { dwon: true })
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('dwon')])
  expect((await send())[0]).toBe(503)
})

test('every request is counted by its route', async () => {
  const requests = () => (services.inspect() as { requests: Record<string, number> }).requests
  const before = { ...requests() }
  await send()
  await operationStatus(services.ready, randomUUID())
  expect(requests()['send-email']).toBe((before['send-email'] ?? 0) + 1)
  expect(requests()['get-email-operation']).toBe((before['get-email-operation'] ?? 0) + 1)
})

test('limits are set while the service runs, and those of its start come back', async () => {
  const put = (limits: unknown) =>
    fetch(`${services.ready.url}/rate-limits`, { method: 'PUT', body: JSON.stringify(limits) })
  expect((await put({ 'send-email': [{ requests: 1, seconds: 60 }] })).status).toBe(200)
  expect([(await send())[0], (await send())[0]]).toEqual([202, 429])
  expect((await put({ 'send-mail': [] })).status).toBe(400)
  expect((await send())[0]).toBe(429)
  await fetch(`${services.ready.url}/rate-limits`, { method: 'DELETE' })
  expect((await send())[0]).toBe(202)
})

test('a quota throttles until its window has passed', async () => {
  const limits = [
    { requests: 2, seconds: 60 },
    { requests: 4, seconds: 3600 },
  ]
  const limited = await startCommunicationServices({ ...quiet, rateLimits: { 'send-email': limits } }, services.clock)
  const sendOne = async () => {
    const { status, headers } = await sendRaw(limited.ready, emailTo('ola@example.no'))
    return [status, headers.get('retry-after')]
  }
  try {
    expect([await sendOne(), await sendOne()]).toEqual([
      [202, '1'],
      [202, '1'],
    ])
    services.clock.turn(10)
    expect(await sendOne()).toEqual([429, '50'])
    services.clock.turn(50)
    expect([await sendOne(), await sendOne(), await sendOne()]).toEqual([
      [202, '1'],
      [202, '1'],
      [429, '3540'],
    ])
  } finally {
    await limited.stop()
  }
})
