import { expect, test } from 'vitest'
import * as z from 'zod'
import { neighbour } from '../../../src/adapters/altinn/neighbour.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { answeringServer } from '../answering-server.ts'

type Step = { status: number; headers?: Record<string, string> } | 'reset' | 'silence'

/** A service that goes through the steps, then answers; and a client that does not wait long. */
async function aNeighbour(steps: readonly Step[], timeoutMs = 2_000) {
  const seen: { headers: NodeJS.Dict<string | string[]>; body: string }[] = []
  const endpoint = await answeringServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const step = steps[seen.push({ headers: request.headers, body }) - 1]
      if (step === 'silence') return
      if (step === 'reset') request.socket.resetAndDestroy()
      else response.writeHead(step?.status ?? 200, step?.headers).end('{"fine":true}')
    })
  })
  const settings = { name: 'PROFILE', endpoint: `${endpoint}/`, timeoutMs, pausesMs: [1, 1] }
  const ask = (more = {}) =>
    neighbour({ ...settings, ...more }).post('lookup', { a: 1 }, z.object({ fine: z.boolean() }))
  return { ask, seen }
}

test.each<[string, Step[]]>([
  ['an error of its own', [{ status: 500 }, { status: 503 }]],
  ['a connection that breaks', ['reset', 'reset']],
  ['a request that took too long for it', [{ status: 408 }, { status: 504 }]],
  ['too many requests', [{ status: 429 }, { status: 429, headers: { 'retry-after': '1' } }]],
])('%s passes unnoticed twice', async (_, steps) => {
  const { ask, seen } = await aNeighbour(steps)
  expect(await ask()).toEqual({ fine: true })
  expect(seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}', '{"a":1}'])
})

test.each<[string, Step[], { code: string; retryAfterSeconds: number; requests: number }]>([
  [
    'three errors',
    [{ status: 500 }, { status: 502 }, { status: 503 }],
    { code: 'PROFILE_UNAVAILABLE', retryAfterSeconds: 5, requests: 3 },
  ],
  ['silence', ['silence', 'silence', 'silence'], { code: 'PROFILE_UNAVAILABLE', retryAfterSeconds: 5, requests: 3 }],
  [
    'a plea to stay away',
    [{ status: 429, headers: { 'retry-after': '17' } }],
    { code: 'PROFILE_UNAVAILABLE', retryAfterSeconds: 17, requests: 1 },
  ],
  [
    'a plea to stay away for ever',
    [{ status: 503, headers: { 'retry-after': '86400' } }],
    { code: 'PROFILE_UNAVAILABLE', retryAfterSeconds: 300, requests: 1 },
  ],
  ['a refusal', [{ status: 400 }], { code: 'PROFILE_ANSWERED_400', retryAfterSeconds: 60, requests: 1 }],
  [
    'a door that is closed to us',
    [{ status: 401 }],
    { code: 'PROFILE_ANSWERED_401', retryAfterSeconds: 60, requests: 1 },
  ],
  [
    'a redirect',
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    { code: 'PROFILE_ANSWERED_302', retryAfterSeconds: 60, requests: 1 },
  ],
])('%s: a fault that may pass', async (_, steps, { requests, ...fault }) => {
  const { ask, seen } = await aNeighbour(steps, 100)
  const thrown: unknown = await ask().catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(TransientFault)
  expect(thrown).toMatchObject(fault)
  expect(seen).toHaveLength(requests)
})

test('nobody at home is a fault too', async () => {
  const nobody = neighbour({ name: 'REGISTER', endpoint: 'http://127.0.0.1:1/', pausesMs: [] })
  await expect(nobody.post('x', {}, z.any())).rejects.toMatchObject({
    name: 'TransientFault',
    code: 'REGISTER_UNAVAILABLE',
  })
})

test('what makes us known goes along', async () => {
  const { ask, seen } = await aNeighbour([])
  await ask()
  await ask({ subscriptionKey: 'key', platformToken: () => Promise.resolve('token') })
  expect(seen[0]?.headers).not.toHaveProperty('platformaccesstoken')
  expect(seen[0]?.headers).not.toHaveProperty('ocp-apim-subscription-key')
  expect(seen[1]?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'ocp-apim-subscription-key': 'key',
    platformaccesstoken: 'token',
  })
})
