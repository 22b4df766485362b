import { createHmac } from 'node:crypto'
import { HttpRequest } from '@azure/functions'
import { base64url } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdKeys } from '../../../src/adapters/altinn/open-id-keys.ts'
import { authenticator } from '../../../src/functions/http/door/authenticator.ts'
import { bearerToken } from '../../../src/functions/http/door/bearer-token.ts'
import { aKey, openIdServer, secondsFromNow } from './open-id-server.ts'

const key = await aKey('first')
const stranger = await aKey('first')
const create = 'altinn:serviceowner/notifications.create'
const claims = { 'urn:altinn:org': 'ttd', 'urn:altinn:scope': create }
const caller = { org: 'ttd', scopes: [create] }

let server: Awaited<ReturnType<typeof openIdServer>>
beforeAll(async () => {
  server = await openIdServer(key.jwk)
})
afterAll(() => server.stop())

/** A door whose machine clock can be moved. */
function aDoor() {
  const machine = { now: new Date() }
  const keys = openIdKeys({ wellKnownEndpoint: server.wellKnownEndpoint, nowMs: () => machine.now.getTime() })
  const cookies = ['.ALTINNTOKEN', 'AltinnStudioRuntime']
  const identify = authenticator([bearerToken({ keys, now: () => machine.now, cookies })])
  const withHeaders = (headers: Record<string, string>) =>
    identify(new HttpRequest({ method: 'GET', url: 'http://localhost/', headers }), 'create')
  return { machine, withHeaders, withBearer: (token: string) => withHeaders({ authorization: `Bearer ${token}` }) }
}

describe('where the token is', () => {
  test.each([
    ['authorization', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['authorization in other letters', (token: string) => ({ authorization: `bearer  ${token} ` })],
    ['the first cookie', (token: string) => ({ cookie: `a=b; .ALTINNTOKEN=${token}; c=d` })],
    ['the configured cookie', (token: string) => ({ cookie: `AltinnStudioRuntime=${token}` })],
    [
      'a cookie beside another scheme',
      (token: string) => ({ authorization: 'Basic dTpw', cookie: `.ALTINNTOKEN=${token}` }),
    ],
  ])('%s', async (_, headers) => {
    expect(await aDoor().withHeaders(headers(await key.sign(claims)))).toEqual(caller)
  })

  test('the authorization header counts before the cookies, also when it is bad', async () => {
    const token = await key.sign(claims)
    expect(await aDoor().withHeaders({ authorization: 'Bearer x', cookie: `.ALTINNTOKEN=${token}` })).toBeUndefined()
  })

  test.each([{}, { authorization: 'Basic dXNlcjpwYXNzd29yZA==' }, { authorization: 'Bearer' }, { cookie: 'other=x' }])(
    'nowhere: %j',
    async (headers) => {
      expect(await aDoor().withHeaders(headers)).toBeUndefined()
    },
  )
})

describe('what the token says', () => {
  const says = async (more: object) => aDoor().withBearer(await key.sign(more as never))

  test('the older scope claim decides where there is one', async () => {
    expect(await says({ scope: create })).toEqual({ scopes: [create] })
    expect(await says({ 'urn:altinn:scope': 'a b', scope: create })).toEqual({ scopes: ['a', 'b'] })
    expect(await says({ 'urn:altinn:scope': ['a b', create] })).toEqual({ scopes: ['a', 'b'] })
    expect(await says({ 'urn:altinn:scope': {}, scope: create })).toEqual({ scopes: [''] })
  })

  test('neither issuer nor audience matter', async () => {
    expect(await says({ ...claims, iss: 'anybody', aud: 'somebody' })).toEqual(caller)
  })
})

describe('tokens that identify nobody', () => {
  const withHeader = (header: object, payload: object = { exp: secondsFromNow(60), ...claims }) =>
    [header, payload].map((part) => base64url.encode(JSON.stringify(part))).join('.')
  const confused = () => {
    const text = withHeader({ alg: 'HS256', kid: 'first' })
    return `${text}.${createHmac('sha256', JSON.stringify(key.jwk)).update(text).digest('base64url')}`
  }

  test.each<[string, () => string | Promise<string>]>([
    ['no token', () => 'not-a-token'],
    ['three parts that cannot be decoded', () => 'x.y.z'],
    ['two parts', () => withHeader({ alg: 'RS256', kid: 'first' })],
    ['no signature', () => `${withHeader({ alg: 'none' })}.`],
    ['a shared secret made of the public key', confused],
    ['the signature of another key', () => stranger.sign(claims)],
    [
      'a changed payload',
      async () => (await key.sign(claims)).replace(/\.(.)/, (_, first) => `.${first === 'e' ? 'f' : 'e'}`),
    ],
    ['no end', () => key.sign({ ...claims, exp: undefined } as never)],
    ['an end that is no number', () => key.sign({ ...claims, exp: 'soon' } as never)],
    ['an end more than ten seconds ago', () => key.sign({ ...claims, exp: secondsFromNow(-12) })],
    ['a beginning more than ten seconds ahead', () => key.sign({ ...claims, nbf: secondsFromNow(13) })],
  ])('%s', async (_, token) => {
    expect(await aDoor().withBearer(await token())).toBeUndefined()
  })

  test('clocks may differ by ten seconds', async () => {
    const door = aDoor()
    expect(await door.withBearer(await key.sign({ ...claims, exp: secondsFromNow(-8) }))).toEqual(caller)
    expect(await door.withBearer(await key.sign({ ...claims, nbf: secondsFromNow(8) }))).toEqual(caller)
  })
})

test('a token that was verified once ends when it says, and not before', async () => {
  const door = aDoor()
  const token = await key.sign({ ...claims, exp: secondsFromNow(60) })
  expect(await door.withBearer(token)).toEqual(caller)
  door.machine.now = new Date(Date.now() + 68_000)
  expect(await door.withBearer(token)).toEqual(caller)
  door.machine.now = new Date(Date.now() + 72_000)
  expect(await door.withBearer(token)).toBeUndefined()
})
