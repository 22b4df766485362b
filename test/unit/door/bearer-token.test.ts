import { HttpRequest } from '@azure/functions'
import { generateKeyPair, SignJWT } from 'jose'
import { expect, test, vi } from 'vitest'
import { bearerToken } from '../../../src/functions/http/door/bearer-token.ts'

const { publicKey, privateKey } = await generateKeyPair('RS256')
const token = (jti: string) =>
  new SignJWT({ jti, scope: 'a' }).setProtectedHeader({ alg: 'RS256' }).setExpirationTime('1h').sign(privateKey)

/** Token keys that are found at once, and what has been asked of them. */
function someKeys(mostRemembered = 100) {
  const state = { generation: 0 }
  const find = vi.fn(() => Promise.resolve(publicKey))
  const keys = { find, generation: () => state.generation }
  const identify = bearerToken({ keys, now: () => new Date(), cookies: [], mostRemembered })
  const come = (token: string) =>
    identify(
      new HttpRequest({ method: 'GET', url: 'http://localhost/', headers: { authorization: `Bearer ${token}` } }),
      'create',
    )
  return { state, find, come }
}

test('a token is verified once while the keys stay the same', async () => {
  const { state, find, come } = someKeys()
  const one = await token('one')
  await come(one)
  await come(one)
  expect(find).toHaveBeenCalledTimes(1)
  state.generation++
  await come(one)
  expect(find).toHaveBeenCalledTimes(2)
})

test('a token that was being verified while the keys changed is verified again', async () => {
  const { state, find, come } = someKeys()
  const [one, two] = await Promise.all([token('one'), token('two')])
  find.mockImplementationOnce(async () => {
    state.generation++
    await come(two)
    return publicKey
  })
  expect(await come(one)).toEqual({ scopes: ['a'] })
  await come(one)
  expect(find).toHaveBeenCalledTimes(3)
})

test('only so many tokens are remembered, the oldest is forgotten first', async () => {
  const { find, come } = someKeys(2)
  const [one, two, three] = await Promise.all([token('one'), token('two'), token('three')])
  for (const each of [one, two, three, three, two]) await come(each)
  expect(find).toHaveBeenCalledTimes(3)
  await come(one)
  expect(find).toHaveBeenCalledTimes(4)
})
