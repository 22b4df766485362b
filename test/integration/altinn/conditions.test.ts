import { expect, test } from 'vitest'
import { conditionEndpoints } from '../../../src/adapters/altinn/conditions.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { answeringServer } from '../answering-server.ts'
import { startedPlatform } from './started-platform.ts'

const tokenRoute = 'POST /maskinporten/token'

test.each([
  ['send', 'send'],
  ['do-not-send', 'do-not-send'],
  ['in-capitals', 'inconclusive'],
  ['as-text', 'inconclusive'],
  ['without-words', 'inconclusive'],
  ['not-json', 'inconclusive'],
  ['broken', 'inconclusive'],
  ['nowhere', 'inconclusive'],
])('an endpoint that answers %j: %s', async (answer, expected) => {
  const { url, conditions } = await startedPlatform()
  expect(await conditions.check(`${url}/conditions/${answer}`)).toBe(expected)
})

test('one token of Maskinporten is enough for many questions', async () => {
  const { url, conditions, asked } = await startedPlatform()
  await Promise.all(['send', 'do-not-send', 'send'].map((answer) => conditions.check(`${url}/conditions/${answer}`)))
  await conditions.check(`${url}/conditions/send`)
  expect(asked(tokenRoute)).toBe(1)
})

test('a token that is refused is replaced, and the question asked once more', async () => {
  const { url, conditions, asked } = await startedPlatform()
  await conditions.check(`${url}/conditions/send`)
  await fetch(`${url}/keys/rotate?drop=true`, { method: 'POST' })
  expect(await conditions.check(`${url}/conditions/send`)).toBe('send')
  expect([asked(tokenRoute), asked('GET /conditions/*')]).toEqual([2, 3])
})

test('an endpoint that always refuses is asked twice, and tells nothing', async () => {
  const { url, conditions, asked, fault } = await startedPlatform()
  await fault({ conditions: { status: 401 } })
  expect(await conditions.check(`${url}/conditions/send`)).toBe('inconclusive')
  expect(asked('GET /conditions/*')).toBe(2)
})

test.each([{ status: 503 }, { status: 400, body: '{"error":"invalid_grant"}' }, { status: 200, body: '{}' }])(
  'without a token nobody is asked: %j is a fault, not the service owner’s silence',
  async (maskinporten) => {
    const { url, conditions, fault, asked } = await startedPlatform()
    await fault({ maskinporten })
    await expect(conditions.check(`${url}/conditions/send`)).rejects.toThrow(TransientFault)
    expect(asked('GET /conditions/*')).toBe(0)
    await fault({})
    expect(await conditions.check(`${url}/conditions/send`)).toBe('send')
  },
)

test('an endpoint is not followed, not waited for and not listened to without end', async () => {
  const { conditions } = await startedPlatform()
  const elsewhere = await answeringServer((_, response) => response.end('{"sendNotification":false}'))
  const strange = await answeringServer((request, response) => {
    if (request.url === '/redirect') response.writeHead(302, { location: elsewhere }).end('{"sendNotification":false}')
    if (request.url === '/long') response.end(`{"sendNotification":false,"x":"${'x'.repeat(17_000)}"}`)
    if (request.url === '/broken') request.socket.resetAndDestroy()
    if (request.url === '/stuck') response.write('{"sendNotification":')
    if (request.url === '/cut') response.write('{"sendNotification":false}', () => request.socket.resetAndDestroy())
  })
  const hurried = conditionEndpoints({ reach: 'anywhere', timeoutMs: 200 })
  expect(await conditions.check(elsewhere)).toBe('do-not-send')
  expect(await conditions.check(`${strange}/redirect`)).toBe('inconclusive')
  expect(await conditions.check(`${strange}/long`)).toBe('inconclusive')
  expect(await conditions.check(`${strange}/broken`)).toBe('inconclusive')
  expect(await conditions.check(`${strange}/cut`)).toBe('inconclusive')
  expect(await hurried.check(`${strange}/silent`)).toBe('inconclusive')
  expect(await hurried.check(`${strange}/stuck`)).toBe('inconclusive')
  expect(await hurried.check('http://127.0.0.1:1/')).toBe('inconclusive')
})

test('nothing inside can be reached by an address, nor by a name that stands for one', async () => {
  let visits = 0
  const inside = await answeringServer((_, response) => {
    visits++
    response.end('{"sendNotification":true}')
  })
  const conditions = conditionEndpoints({ reach: 'public' })
  const { port } = new URL(inside)
  for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f.1', 'localhost', '[::ffff:127.0.0.1]', '0.0.0.0'])
    expect([host, await conditions.check(`http://${host}:${port}/`)]).toEqual([host, 'inconclusive'])
  expect(visits).toBe(0)
  expect(await conditionEndpoints({ reach: 'anywhere' }).check(`http://localhost:${port}/`)).toBe('send')
})

test('a token does not travel in the open', async () => {
  const seen: (string | undefined)[] = []
  const open = await answeringServer((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(401).end()
  })
  const tokens = { token: () => Promise.resolve('secret'), forget: () => undefined }
  await conditionEndpoints({ reach: 'anywhere', tokens }).check(open)
  expect(seen).toEqual(['Bearer secret', 'Bearer secret'])
  // The machine's own network is no place to send to in earnest, so the name is one that nobody has.
  const asked: string[] = []
  const careful = { token: () => Promise.resolve(asked.push('token').toString()), forget: () => undefined }
  await conditionEndpoints({ reach: 'public', tokens: careful }).check('http://nobody.invalid/')
  expect(asked).toEqual([])
  await conditionEndpoints({ reach: 'public', tokens: careful }).check('https://nobody.invalid/')
  expect(asked).toEqual(['token'])
})
