import { generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { apiClient } from '../../local/cloud/api-client.ts'
import { enterpriseToken } from '../../local/cloud/tokens.ts'
import { expectDiscreet } from '../discreet-log.ts'
import { order } from '../order-request.ts'
import { startedApi } from './started-api.ts'

const api = startedApi()

/** As the token generator gives it; no bearer goes with it. */
async function platformToken(app = 'ttd/app', ttl = 1_800): Promise<string> {
  const query = new URLSearchParams({ env: 'local', app, ttl: String(ttl) })
  const authorization = `Basic ${Buffer.from('local:local').toString('base64')}`
  return (
    await fetch(`${api.cloud.url}/api/GetPlatformToken?${query.toString()}`, { headers: { authorization } })
  ).text()
}

const withToken = (PlatformAccessToken: string, more = {}) => apiClient(api.cloud.url, { PlatformAccessToken, ...more })
const bearer = async (claims = {}) => ({ authorization: `Bearer ${await enterpriseToken(api.cloud.url, claims)}` })

/** Whose order a caller places; undefined where it is not let in. */
async function creatorFor(caller: ReturnType<typeof apiClient>, name: string) {
  const placed = await caller.post('/future/orders', order(name))
  if (placed.status !== 201) return placed.status
  const { notification } = JSON.parse(placed.text) as { notification: { shipmentId: string } }
  for (const org of ['ttd', 'skd']) {
    const read = await apiClient(api.cloud.url, await bearer({ org })).ask(`/orders/${notification.shipmentId}`)
    if (read.status === 200) return (JSON.parse(read.text) as { creator: string }).creator
  }
  return 'nobody'
}

test('an app with nothing but its platform access token orders and follows an e-mail, as its library does', async () => {
  const app = withToken(await platformToken())
  const recipients = [{ EmailAddress: 'app@example.no' }]
  const RequestedSendTime = new Date(Date.now() + 3_600_000).toISOString()
  const placed = await app.post('/orders/email', {
    Subject: 'Hei',
    Body: 'På deg',
    SendersReference: 'app-1',
    Recipients: recipients,
    RequestedSendTime,
  })
  expect([placed.status, placed.text]).toEqual([202, expect.stringContaining('orderId')])
  const { orderId } = JSON.parse(placed.text) as { orderId: string }
  const read = await app.ask(`/orders/${orderId}`)
  expect(JSON.parse(read.text)).toMatchObject({ creator: 'ttd', sendersReference: 'app-1' })
  expect((await withToken(await platformToken('skd/app')).ask(`/orders/${orderId}`)).status).toBe(404)
})

test('a token that has not been verified names nobody, and harms no good bearer', async () => {
  const { privateKey } = await generateKeyPair('RS256')
  const jwt = new SignJWT({ iss: 'skd', 'urn:altinn:app': 'app' }).setExpirationTime('1h')
  const forged = await jwt.setProtectedHeader({ alg: 'RS256' }).sign(privateKey)
  const bad = {
    forged,
    expired: await platformToken('skd/app', -60),
    word: 'not-a-token',
    undecodable: 'x.y.z',
    two: 'a, b',
  }
  for (const [name, token] of Object.entries(bad)) {
    expect([name, await creatorFor(withToken(token), `alone-${name}`)]).toEqual([name, 401])
    expect([name, await creatorFor(withToken(token, await bearer()), `beside-${name}`)]).toEqual([name, 'ttd'])
  }
})

test('of two good tokens the platform’s says who the creator is', async () => {
  const skd = await platformToken('skd/app')
  expect(await creatorFor(withToken(skd, await bearer()), 'both')).toBe('skd')
  expect(await creatorFor(withToken(skd, await bearer({ scopes: 'altinn:other' })), 'scope')).toBe('skd')
  expect(await creatorFor(apiClient(api.cloud.url, await bearer({ scopes: 'altinn:other' })), 'none')).toBe(403)
})

test('while nobody can tell whose certificate it is, the caller is asked to come again, and no token is logged', async () => {
  const app = withToken(await platformToken('nav/app'))
  const faults = `${api.cloud.parts.altinnPlatform.ready.url}/faults`
  await fetch(faults, { method: 'PUT', body: JSON.stringify({ certificates: { status: 500 } }) })
  const { status, headers } = await app.post('/future/orders', order('outage'))
  expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  await fetch(faults, { method: 'DELETE' })
  expect((await app.post('/future/orders', order('outage'))).status).toBe(201)
  expect(api.lines.some((line) => line.includes('PLATFORM_CERTIFICATES_UNAVAILABLE'))).toBe(true)
  expectDiscreet(api.lines)
})
