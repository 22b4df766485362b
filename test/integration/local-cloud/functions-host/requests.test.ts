import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send, type Request } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

interface Seen {
  readonly url: string
  readonly params: Record<string, string>
  readonly query: [string, string][]
  readonly headers: Record<string, string>
  readonly body: string
}

let host: StartedHost
beforeAll(async () => {
  host = await startHost('echo')
})
afterAll(() => host.stop())

const seen = async (path: string, sent?: Request) => (await send(host.url, path, sent)).json() as Seen
const bodyOf = ({ body }: Seen) => Buffer.from(body, 'base64')

describe('a handler in stream mode', () => {
  it('gets a body with a length and one in chunks alike', async () => {
    expect(bodyOf(await seen('/echo', { body: 'whole' })).toString()).toBe('whole')
    expect(bodyOf(await seen('/echo', { body: ['in ', 'chunks'] })).toString()).toBe('in chunks')
  })

  it('gets a body of several MiB unharmed', async () => {
    const body = Buffer.alloc(5 * 1024 * 1024, 'large')
    expect(bodyOf(await seen('/echo', { body })).equals(body)).toBe(true)
  })

  it('finds the query among its params, repeated values joined, without the key', async () => {
    const { params, query } = await seen('/echo/7?a=1&a=2&code=secret')
    expect(params).toEqual({ id: '7', a: '1,2' })
    expect(query).toEqual([
      ['a', '1'],
      ['a', '2'],
      ['code', 'secret'],
    ])
  })

  it('finds the scalars of a JSON body among its params, as .NET writes them', async () => {
    const body = JSON.stringify({ text: 'x', number: 1.5, yes: true, no: false, none: null, list: [1], object: {} })
    expect((await seen('/echo', { body })).params).toEqual({ text: 'x', number: '1.5', yes: 'True', no: 'False' })
  })

  it('finds no scalars when the body comes in chunks or is no JSON object', async () => {
    expect((await seen('/echo', { body: ['{"a":1}'] })).params).toEqual({})
    expect((await seen('/echo', { body: '[{"a":1}]' })).params).toEqual({})
    expect((await seen('/echo', { body: '{"a":1' })).params).toEqual({})
  })

  it('gets the value of the route where body, query and route clash, under the first spelling', async () => {
    const body = '{"id":"body","a":"body"}'
    expect((await seen('/echo/route?id=query&a=query', { body })).params).toEqual({ id: 'route', a: 'query' })
    expect((await seen('/echo/route?ID=query')).params).toEqual({ ID: 'route' })
  })

  it('loses its headers when a parameter has their name', async () => {
    expect((await seen('/echo?headers=x', { headers: { 'x-own': '1' } })).headers).not.toHaveProperty('x-own')
  })

  it('sees a slash in the path encoded twice in its url, the query as sent', async () => {
    expect((await seen('/echo/a%2Fb?c=%2F')).url).toBe(`${host.url}/echo/a%252Fb?c=%2F`)
  })

  it('sees scheme and host of the Host header, whatever X-Forwarded says', async () => {
    const headers = { host: 'varsling.example', 'x-forwarded-host': 'other.example', 'x-forwarded-proto': 'https' }
    const { url, headers: handed } = await seen('/echo', { headers })
    expect(url).toBe('http://varsling.example/echo')
    expect(handed['x-forwarded-host']).toBe('other.example')
  })

  it('gets a repeated header joined with a comma', async () => {
    const headers = ['host', 'h', 'x-many', 'one', 'x-many', 'two', 'content-type', 'a/b', 'content-type', 'c/d']
    const { headers: handed } = await seen('/echo', { headers })
    expect(handed).toMatchObject({ 'x-many': 'one,two', 'content-type': 'a/b,c/d' })
  })

  it('gets a compressed body as it is', async () => {
    const body = gzipSync('{"a":1}')
    const handed = await seen('/echo', { body, headers: { 'content-encoding': 'gzip' } })
    expect(bodyOf(handed).equals(body)).toBe(true)
  })

  it('may leave its body unread without harm to the connection', async () => {
    expect((await send(host.url, '/ignores', { body: 'x'.repeat(200_000) })).text).toBe('not read')
    expect((await send(host.url, '/ignores', { body: ['x', 'y'] })).text).toBe('not read')
  })
})

describe('a caller who hangs up in the middle of a body', () => {
  const hangUp = (headers: object) =>
    new Promise<void>((resolve) => {
      const { hostname, port } = new URL(host.url)
      const sending = request({ hostname, port, path: '/measures', method: 'POST', headers: { ...headers } })
      sending.on('error', () => resolve())
      sending.write('x'.repeat(100))
      setTimeout(() => sending.destroy(), 100)
    })

  it('is not seen to by the handler: the body seems to end', async () => {
    await hangUp({})
    expect(await host.line((line) => line.function === 'measures')).toMatchObject({ message: '100 bytes' })
  })

  it('is not served when the body is a short one whose length is known', async () => {
    const before = host.lines.length
    await hangUp({ 'content-length': 200 })
    await send(host.url, '/measures', { body: 'whole' })
    await host.line((line) => line.message === '5 bytes')
    expect(host.lines.slice(before).map(({ message }) => message)).toEqual(['5 bytes'])
  })
})

describe('the trace context', () => {
  const traceParent = async (headers = {}) =>
    ((await send(host.url, '/traces', { headers })).json() as { traceParent: string }).traceParent

  it('of an invocation is a span of its own in the trace of the caller', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const given = await traceParent({ traceparent })
    expect(given).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/)
    expect(given).not.toBe(traceparent)
  })

  it('is a new one where the caller names none', async () => {
    expect(await traceParent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    expect(await traceParent()).not.toBe(await traceParent())
  })
})

describe('a body over 100 MiB', () => {
  it('is answered 500, empty, when its length says so', async () => {
    const { hostname, port } = new URL(host.url)
    const headers = { 'content-length': 104_857_601 }
    const sending = request({ hostname, port, path: '/echo', method: 'POST', headers })
    sending.flushHeaders()
    const [response] = (await once(sending, 'response')) as [IncomingMessage]
    sending.destroy()
    expect([response.statusCode, response.headers['content-length']]).toEqual([500, '0'])
  })

  it('is answered 500, empty, when it comes in chunks', async () => {
    const part = Buffer.alloc(1_048_576)
    const answer = await send(host.url, '/echo', { body: Array.from({ length: 101 }, () => part) })
    expect(answer).toMatchObject({ status: 500, text: '' })
  })
})
