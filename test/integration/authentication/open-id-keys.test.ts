import { HttpRequest } from '@azure/functions'
import { afterEach, expect, test } from 'vitest'
import { openIdKeys } from '../../../src/adapters/altinn/open-id-keys.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { bearerToken } from '../../../src/functions/http/door/bearer-token.ts'
import { aKey, openIdServer } from './open-id-server.ts'

const [first, second] = await Promise.all([aKey('first'), aKey('second')])
const claims = { 'urn:altinn:org': 'ttd', 'urn:altinn:scope': 'a' }
const caller = { org: 'ttd', scopes: ['a'] }
const minuteMs = 60_000

let server: Awaited<ReturnType<typeof openIdServer>>
afterEach(() => server.stop())

/** An issuer with the first key, and callers who come to us as the minutes pass. */
async function anIssuer() {
  server = await openIdServer(first.jwk)
  const time = { ms: 0 }
  const keys = openIdKeys({ wellKnownEndpoint: server.wellKnownEndpoint, nowMs: () => time.ms })
  const identify = bearerToken({ keys, now: () => new Date(), cookies: [] })
  const come = (token: string) =>
    identify(
      new HttpRequest({ method: 'GET', url: 'http://localhost/', headers: { authorization: `Bearer ${token}` } }),
      'create',
    )
  return {
    state: server.state,
    time,
    come,
    callWith: async (key: typeof first) => come(await key.sign({ ...claims, jti: crypto.randomUUID() })),
  }
}

test('callers who come at once cause one lookup', async () => {
  const { state, callWith } = await anIssuer()
  expect(await Promise.all(Array.from({ length: 10 }, () => callWith(first)))).toEqual(
    Array.from({ length: 10 }, () => caller),
  )
  expect(state.lookups).toBe(1)
})

test('a new key is looked up when its first token comes, at most every half minute', async () => {
  const { state, time, callWith } = await anIssuer()
  await callWith(first)
  expect(await callWith(second)).toBeUndefined()
  expect(state.lookups).toBe(1)
  state.keys = [first.jwk, second.jwk]
  time.ms += minuteMs / 2 + 1
  expect(await callWith(second)).toEqual(caller)
  expect(await callWith(first)).toEqual(caller)
  expect(state.lookups).toBe(2)
})

test('tokens of a key that is gone end with it, also those that were verified before', async () => {
  const { state, time, come, callWith } = await anIssuer()
  const token = await first.sign(claims)
  expect(await come(token)).toEqual(caller)
  state.keys = [second.jwk]
  time.ms += minuteMs
  await callWith(second)
  expect(await come(token)).toBeUndefined()
})

test('old keys are looked up again beside the calls', async () => {
  const { state, time, callWith } = await anIssuer()
  await callWith(first)
  state.keys = [second.jwk]
  time.ms += 16 * minuteMs
  expect(await callWith(first)).toEqual(caller)
  await expect.poll(() => callWith(first)).toBeUndefined()
  expect(state.lookups).toBe(2)
})

test('that happens also where only tokens come that were verified before', async () => {
  const { state, time, come } = await anIssuer()
  const token = await first.sign(claims)
  await come(token)
  await come(token)
  state.keys = [second.jwk]
  time.ms += 16 * minuteMs
  await expect.poll(() => come(token)).toBeUndefined()
})

test('an outage is not noticed for a day', async () => {
  const { state, time, callWith } = await anIssuer()
  await callWith(first)
  state.broken = true
  time.ms += 23 * 60 * minuteMs
  expect(await callWith(first)).toEqual(caller)
  time.ms += 2 * 60 * minuteMs
  await expect(callWith(first)).rejects.toThrow(TransientFault)
})

test('where no key could ever be looked up nobody is turned away: it is a fault', async () => {
  const { state, callWith } = await anIssuer()
  state.broken = true
  await expect(callWith(first)).rejects.toThrow(new TransientFault('OPENID_KEYS_UNAVAILABLE'))
  state.broken = false
  expect(await callWith(first)).toEqual(caller)
})

test('an unknown key during an outage may be a new one: that is a fault too', async () => {
  const { state, time, callWith } = await anIssuer()
  await callWith(first)
  state.broken = true
  time.ms += minuteMs
  await expect(callWith(second)).rejects.toThrow(TransientFault)
  await expect(callWith(second)).rejects.toThrow(TransientFault)
  expect(await callWith(first)).toEqual(caller)
})
