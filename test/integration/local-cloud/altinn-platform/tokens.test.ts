import { createRemoteJWKSet, decodeProtectedHeader, importX509, jwtVerify } from 'jose'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

import {
  startAltinnPlatform,
  type AltinnPlatformOptions,
  type AltinnPlatformReady,
} from '../../../local/altinn-platform/start-altinn-platform.ts'
import { spawnProcess } from '../../../local/process/spawn.ts'

async function started(options: Partial<AltinnPlatformOptions> = {}) {
  const platform = await startAltinnPlatform({ port: 0, ...options })
  onTestFinished(() => platform.stop())
  return { ...platform, ...platform.ready }
}

const authorization = `Basic ${Buffer.from('anybody:anything').toString('base64')}`
const get = (url: string) => fetch(url, { headers: { authorization } })
const textOf = async (url: string) => (await get(url)).text()

/** The provider as a client finds it: by its configuration. Never the same twice, so no key is remembered. */
async function keySetOf({ openIdWellKnownEndpoint }: AltinnPlatformReady) {
  const answer = await fetch(`${openIdWellKnownEndpoint}.well-known/openid-configuration`)
  const { issuer, jwks_uri } = (await answer.json()) as { issuer: string; jwks_uri: string }
  expect(issuer).toBe(openIdWellKnownEndpoint)
  return createRemoteJWKSet(new URL(jwks_uri))
}

async function verified(platform: AltinnPlatformReady, path: string) {
  const { payload, protectedHeader } = await jwtVerify(await textOf(platform.url + path), await keySetOf(platform))
  expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' })
  return payload
}

test.each(['a:one,b:two', 'a:one b:two', 'a:one, b:two'])(
  'an enterprise token carries organisation and the scopes %j',
  async (scopes) => {
    const platform = await started()
    const path = `/api/GetEnterpriseToken?env=local&scopes=${encodeURIComponent(scopes)}&org=ttd&orgNo=991825827`
    const answer = await get(platform.url + path)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    const claims = await verified(platform, path)
    expect(claims).toMatchObject({
      iss: platform.openIdWellKnownEndpoint,
      scope: 'a:one b:two',
      'urn:altinn:scope': 'a:one b:two',
      'urn:altinn:org': 'ttd',
      'urn:altinn:orgNumber': '991825827',
      'urn:altinn:authenticatemethod': 'maskinporten',
      'urn:altinn:authlevel': 3,
      consumer: { authority: 'iso6523-actorid-upis', ID: '0192:991825827' },
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(1800)
  },
)

test('what an enterprise token is not asked for is no claim', async () => {
  const platform = await started()
  const claims = await verified(platform, '/api/GetEnterpriseToken?env=local&scopes=&orgNo=991825827')
  expect(claims).toHaveProperty(['urn:altinn:orgNumber'], '991825827')
  for (const absent of ['urn:altinn:org', 'urn:altinn:scope', 'scope']) expect(claims).not.toHaveProperty([absent])
})

test('a personal token carries the person and no organisation', async () => {
  const claims = await verified(
    await started(),
    '/api/GetPersonalToken?env=local&scopes=a&userId=20001&partyId=50001&pid=01010112345',
  )
  expect(claims).toMatchObject({
    scope: 'a',
    'urn:altinn:scope': 'a',
    'urn:altinn:userid': '20001',
    'urn:altinn:username': 'user20001',
    'urn:altinn:partyid': '50001',
    pid: '01010112345',
    'urn:altinn:authenticatemethod': 'BankID',
    'urn:altinn:authlevel': 4,
  })
  expect(claims).not.toHaveProperty(['urn:altinn:org'])
})

test('a platform token is verified by the certificate of its issuer alone', async () => {
  const { url } = await started()
  expect((await get(`${url}/certificates/ttd`)).status).toBe(404)
  const token = await textOf(`${url}/api/GetPlatformToken?env=local&app=ttd/app`)
  const other = await textOf(`${url}/api/GetPlatformToken?env=local&app=skd/app`)
  const certificate = new X509Certificate(Buffer.from(await textOf(`${url}/certificates/ttd`), 'base64'))

  const { payload, protectedHeader } = await jwtVerify(token, certificate.publicKey)
  expect(payload).toMatchObject({ iss: 'ttd', 'urn:altinn:app': 'app' })
  expect(protectedHeader.kid).toBe(certificate.fingerprint.replaceAll(':', ''))
  await expect(jwtVerify(other, certificate.publicKey)).rejects.toMatchObject({
    code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  })
})

test('a certificate is a valid one that its issuer has signed', async () => {
  const { url } = await started()
  await get(`${url}/api/GetPlatformToken?env=local&app=app`)
  const certificate = new X509Certificate(Buffer.from(await textOf(`${url}/certificates/ttd`), 'base64'))
  expect(certificate).toMatchObject({ subject: 'CN=ttd', issuer: 'CN=ttd' })
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now())
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 60 * 60 * 1000)
  expect(await importX509(certificate.toString(), 'RS256')).toMatchObject({ type: 'public' })
})

test('a token lives as long as it is asked to, which may be over', async () => {
  const platform = await started()
  expect(await verified(platform, '/api/GetEnterpriseToken?ttl=60')).toMatchObject({
    exp: expect.any(Number) as number,
  })
  await expect(verified(platform, '/api/GetEnterpriseToken?ttl=-60')).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
  expect((await get(`${platform.url}/api/GetEnterpriseToken?ttl=soon`)).status).toBe(400)
})

test.each(['GetEnterpriseToken', 'GetPersonalToken', 'GetPlatformToken'])(
  '%s is refused without basic credentials',
  async (name) => {
    const { url } = await started()
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: 'Basic ' }]) {
      const answer = await fetch(`${url}/api/${name}?env=local`, { headers })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
    }
  },
)

test('a new key signs what follows, and earlier tokens are good until their key is dropped', async () => {
  const platform = await started()
  const rotate = (query = '') => fetch(`${platform.url}/keys/rotate${query}`, { method: 'POST' })
  const verify = async (token: string) => jwtVerify(token, await keySetOf(platform))
  const first = await textOf(`${platform.url}/api/GetEnterpriseToken`)
  await rotate()
  const second = await textOf(`${platform.url}/api/GetEnterpriseToken`)
  expect(decodeProtectedHeader(second).kid).not.toBe(decodeProtectedHeader(first).kid)
  await verify(first)
  await verify(second)

  await rotate('?drop=true')
  for (const token of [first, second])
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  await verify(await textOf(`${platform.url}/api/GetEnterpriseToken`))
})

test('tokens of both kinds outlive the process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'altinn-platform-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const main = new URL('../../../local/altinn-platform/main.ts', import.meta.url)
  const first = await spawnProcess<AltinnPlatformReady>({ main, options: { port: 0, folder } })
  onTestFinished(() => first.kill())
  await fetch(`${first.ready.url}/keys/rotate`, { method: 'POST' })
  const bearer = await textOf(`${first.ready.url}/api/GetEnterpriseToken`)
  const platform = await textOf(`${first.ready.url}/api/GetPlatformToken?app=ttd/app`)
  await first.kill()

  const second = await started({ folder })
  await jwtVerify(bearer, await keySetOf(second))
  const certificate = new X509Certificate(Buffer.from(await textOf(`${second.url}/certificates/ttd`), 'base64'))
  await jwtVerify(platform, certificate.publicKey)
  const keys = await started()
  await expect(jwtVerify(bearer, await keySetOf(keys))).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
})

test('every link of the start page works', async () => {
  const { url } = await started()
  const page = await textOf(`${url}/`)
  const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  expect(links.length).toBeGreaterThan(4)
  for (const link of links) expect([link, (await get(url + link)).status]).toEqual([link, 200])
})

test('it counts its requests by route, and says 404 to what it does not know', async () => {
  const platform = await started()
  const { url } = platform
  await get(`${url}/api/GetPlatformToken?app=ttd/app`)
  for (const name of ['ttd', 'skd']) await get(`${url}/certificates/${name}`)
  expect((await get(`${url}/api/GetToken`)).status).toBe(404)
  expect((await fetch(`${url}/api/GetPlatformToken`, { method: 'POST' })).status).toBe(404)
  expect(platform.inspect?.()).toEqual({ requests: { 'GET /api/GetPlatformToken': 1, 'GET /certificates/*': 2 } })
})
