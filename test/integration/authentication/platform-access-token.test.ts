import { HttpRequest } from '@azure/functions'
import { generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificatesAt, keyVaultCertificates } from '../../../src/adapters/altinn/certificate-source.ts'
import { issuerKeys } from '../../../src/adapters/altinn/issuer-keys.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { Policy } from '../../../src/functions/http/door/caller.ts'
import { platformAccessToken } from '../../../src/functions/http/door/platform-access-token.ts'
import { startAltinnPlatform } from '../../local/altinn-platform/start-altinn-platform.ts'
import { answeringServer } from '../answering-server.ts'
import { secondsFromNow } from './open-id-server.ts'

const minuteMs = 60_000
const ttd = { org: 'ttd', scopes: ['altinn:serviceowner/notifications.create'] }

/** The platform that hands out certificates and tokens, and a door whose machine clock can be moved. */
async function aPlatform(strangersPerMinute = 60) {
  const platform = await startAltinnPlatform({ port: 0 })
  onTestFinished(() => platform.stop())
  const { url } = platform.ready
  const time = { ms: Date.now() }
  const keys = issuerKeys({
    certificateOf: certificatesAt(`${url}/certificates/`),
    nowMs: () => time.ms,
    strangersPerMinute,
  })
  const identify = platformAccessToken({ keys, now: () => new Date(time.ms) })
  const token = async (org = 'ttd', more = '') => {
    const authorization = `Basic ${Buffer.from('a:b').toString('base64')}`
    return (await fetch(`${url}/api/GetPlatformToken?app=${org}/app${more}`, { headers: { authorization } })).text()
  }
  return {
    time,
    token,
    come: (value: string, policy: Policy = 'create') =>
      identify(
        new HttpRequest({ method: 'GET', url: 'http://localhost/', headers: { PlatformAccessToken: value } }),
        policy,
      ),
    lookups: () => (platform.inspect?.() as { requests: Record<string, number> }).requests['GET /certificates/*'] ?? 0,
    renew: (org: string) => fetch(`${url}/certificates/${org}`, { method: 'POST' }),
    fault: (certificates?: object) => fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify({ certificates }) }),
  }
}

test('an app acts for the organisation that issued its token', async () => {
  const { come, token } = await aPlatform()
  expect(await come(await token())).toEqual(ttd)
  expect(await come(await token('skd'))).toEqual({ ...ttd, org: 'skd' })
})

test('it may order notifications, and nothing else', async () => {
  const { come, token } = await aPlatform()
  const good = await token()
  expect(await come(good, 'support')).toBeUndefined()
  expect(await come(good, 'create-composed')).toBeUndefined()
})

const { privateKey } = await generateKeyPair('RS256')

describe('a token that proves nothing', () => {
  const forged = (claims: JWTPayload, header = {}) =>
    new SignJWT({ exp: secondsFromNow(60), ...claims }).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey)
  const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url')

  test.each<[string, (good: string) => string | Promise<string>]>([
    ['is no token', () => 'not-a-token'],
    ['cannot be decoded', () => 'x.y.z'],
    ['has two parts', (good) => good.split('.').slice(0, 2).join('.')],
    ['has no signature', (good) => `${good.split('.').slice(0, 2).join('.')}.`],
    ['says that it is not signed', (good) => `${part({ alg: 'none' })}.${good.split('.')[1] ?? ''}.`],
    ['is another algorithm’s', (good) => `${part({ alg: 'ES256' })}.${good.split('.').slice(1).join('.')}`],
    ['was signed by somebody else', () => forged({ iss: 'ttd' })],
    [
      'was signed by somebody else, in the name of the key',
      (good) =>
        forged({ iss: 'ttd' }, JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString()) as object),
    ],
    ['was issued by nobody known', () => forged({ iss: 'unknown' })],
    ['was issued by nobody', () => forged({})],
    ['was issued by a path', () => forged({ iss: '../ttd' })],
    ['names two', (good) => `${good}, ${good}`],
  ])('%s', async (_, spoil) => {
    const { come, token } = await aPlatform()
    expect(await come(await spoil(await token()))).toBeUndefined()
  })

  test('was issued by a name in other letters, although somebody has a certificate for it', async () => {
    const { come, token, lookups } = await aPlatform()
    expect(await come(await token('TTD'))).toBeUndefined()
    expect(lookups()).toBe(0)
  })

  test('has ended', async () => {
    const { come, token } = await aPlatform()
    expect(await come(await token('ttd', '&ttl=-12'))).toBeUndefined()
    expect(await come(await token('ttd', '&ttl=-8'))).toEqual(ttd)
  })
})

test('a token that was verified once ends when it says', async () => {
  const { come, token, time } = await aPlatform()
  const short = await token('ttd', '&ttl=60')
  expect(await come(short)).toEqual(ttd)
  // The first token of an issuer comes with its certificate, and is not remembered yet.
  expect(await come(short)).toEqual(ttd)
  time.ms += 72_000
  expect(await come(short)).toBeUndefined()
})

test('a certificate is looked up once, and again beside the calls when it is old', async () => {
  const { come, token, time, lookups } = await aPlatform()
  const tokens = await Promise.all(Array.from({ length: 10 }, () => token('ttd', '&ttl=86400')))
  expect(await Promise.all(tokens.map((each) => come(each)))).toEqual(tokens.map(() => ttd))
  expect(lookups()).toBe(1)
  time.ms += 16 * minuteMs
  expect(await come(tokens[0] ?? '')).toEqual(ttd)
  await expect.poll(lookups).toBe(2)
})

test('a new certificate is met with its first token; tokens of the old one end, also those verified before', async () => {
  const { come, token, time, renew, lookups } = await aPlatform()
  const old = await token()
  expect(await come(old)).toEqual(ttd)
  expect(await come(old)).toEqual(ttd)
  await renew('ttd')
  const fresh = await token()
  expect(await come(fresh)).toBeUndefined()
  expect(lookups()).toBe(1)
  time.ms += minuteMs
  expect(await come(fresh)).toEqual(ttd)
  expect(await come(old)).toBeUndefined()
  expect(lookups()).toBe(2)
})

test('an outage is not noticed by those who are known, for a day', async () => {
  const { come, token, time, fault } = await aPlatform()
  const long = () => token('ttd', '&ttl=200000')
  await come(await long())
  await fault({ status: 500 })
  time.ms += 23 * 60 * minuteMs
  expect(await come(await long())).toEqual(ttd)
  await expect(come(await token('skd', '&ttl=200000'))).rejects.toThrow(TransientFault)
  time.ms += 2 * 60 * minuteMs
  await expect(come(await long())).rejects.toThrow(TransientFault)
  await fault()
  expect(await come(await long())).toEqual(ttd)
})

test('invented issuers cannot have the source asked without end, and harm nobody who is known', async () => {
  const { come, token, time, lookups } = await aPlatform(3)
  const good = await token()
  await come(good)
  const invented = (iss: string) =>
    new SignJWT({ iss, exp: secondsFromNow(900) }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)
  expect(await come(await invented('one'))).toBeUndefined()
  expect(await come(await invented('two'))).toBeUndefined()
  expect(await come(await invented('two'))).toBeUndefined()
  await expect(come(await invented('three'))).rejects.toThrow(TransientFault)
  expect(await come(good)).toEqual(ttd)
  expect(lookups()).toBe(3)
  time.ms += minuteMs
  expect(await come(await invented('three'))).toBeUndefined()
})

test('a vault is asked for the secret of the issuer, with our identity', async () => {
  const platform = await aPlatform()
  const good = await platform.token()
  const seen: unknown[] = []
  const certificate = await (await platform.renew('skd')).text()
  const vault = await answeringServer((request, response) => {
    seen.push([request.url, request.headers.authorization])
    if (request.url?.startsWith('/secrets/skd-access-token-public-cert?') === true)
      response.end(JSON.stringify({ value: certificate }))
    else response.writeHead(request.url?.includes('nav') === true ? 403 : 404).end()
  })
  const credential = {
    getToken: (scope: string | string[]) =>
      Promise.resolve({ token: `for ${scope.toString()}`, expiresOnTimestamp: Infinity }),
  }
  const keys = issuerKeys({ certificateOf: keyVaultCertificates(`${vault}/`, credential), nowMs: Date.now })
  const identify = platformAccessToken({ keys, now: () => new Date() })
  const come = (token: string) =>
    identify(
      new HttpRequest({ method: 'GET', url: 'http://localhost/', headers: { PlatformAccessToken: token } }),
      'create',
    )
  expect(await come(await platform.token('skd'))).toEqual({ ...ttd, org: 'skd' })
  expect(await come(good)).toBeUndefined()
  await expect(come(await platform.token('nav'))).rejects.toThrow(TransientFault)
  expect(seen[0]).toEqual([
    '/secrets/skd-access-token-public-cert?api-version=7.4',
    'Bearer for https://vault.azure.net/.default',
  ])
})
