import { expect, test } from 'vitest'
import { runningServices } from './running-services.ts'
import { emailClient, emailTo, inbox, rawRequest, type RawRequest } from './started-services.ts'

const services = runningServices()

const minutes = (count: number) => new Date(Date.now() + count * 60_000)
const body = JSON.stringify(emailTo('ola@example.no'))

const denied: [string, RawRequest][] = [
  ['without a signature', { headers: { authorization: '' } }],
  ['with a signature that is not over its date', { headers: { 'x-ms-date': minutes(1).toUTCString() } }],
  ['with a content hash that was not signed', { headers: { 'x-ms-content-sha256': 'AAAA' } }],
  ['with a date 20 minutes old', { date: minutes(-20) }],
  ['with a date 20 minutes ahead', { date: minutes(20) }],
  ['with a bearer token', { headers: { authorization: 'Bearer x' } }],
]

test.each(denied)('a request %s is denied', async (_, request) => {
  const { status, headers, body: answer } = await rawRequest(services.ready, { body, ...request })
  expect([status, headers.get('x-ms-error-code')]).toEqual([401, 'Denied'])
  expect(answer.error?.message).toBe('Denied by the resource provider.')
  expect(await inbox(services.ready)).toEqual([])
})

test('a body that was changed after it was signed is denied', async () => {
  const change = {
    name: 'change the body',
    sendRequest: (request: { body?: unknown }, next: (request: never) => Promise<never>) => {
      request.body = String(request.body).replace('Hei', 'Hopp')
      return next(request as never)
    },
  }
  const client = emailClient(services.ready.connectionString, {
    additionalPolicies: [{ policy: change, position: 'perRetry' }],
  })
  await expect(client.beginSend(emailTo('ola@example.no'))).rejects.toMatchObject({ statusCode: 401, code: 'Denied' })
})

test('the SDK with another key is denied', async () => {
  const client = emailClient(`endpoint=${services.ready.url}/;accesskey=${Buffer.from('another').toString('base64')}`)
  await expect(client.beginSend(emailTo('ola@example.no'))).rejects.toMatchObject({ statusCode: 401, code: 'Denied' })
})

test('a date a few minutes off is let in', async () => {
  expect(await rawRequest(services.ready, { body, date: minutes(-5) })).toMatchObject({ status: 202 })
})

const versions: [string, string, [number, string | undefined]][] = [
  ['no api-version', '', [400, 'MissingApiVersionParameter']],
  ['an unknown api-version', '?api-version=2020-01-01', [400, 'UnsupportedApiVersionValue']],
  ['the older stable api-version', '?api-version=2023-03-31', [202, undefined]],
]

test.each(versions)('%s is answered as it should', async (_, query, expected) => {
  const answer = await rawRequest(services.ready, { body, target: `/emails:send${query}` })
  expect([answer.status, answer.body.error?.code]).toEqual(expected)
})

test('another path is not found', async () => {
  expect(await rawRequest(services.ready, { target: '/emails?api-version=2025-09-01' })).toMatchObject({ status: 404 })
})
