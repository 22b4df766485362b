import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { order } from '../order-request.ts'
import { invalid, traceId } from '../problems.ts'
import { otherCallers, unknownCallers } from './callers.ts'
import { refusedOrders } from './refused-orders.ts'
import { rowsIn, startedApi } from './started-api.ts'

const api = startedApi()
const json = { 'content-type': 'application/json' }
const body = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
const post = (value: unknown, headers: Record<string, string> = json) => ({
  method: 'POST',
  headers,
  body: body(value),
})

const routes = [
  ['POST', '/future/orders'],
  ['GET', `/future/shipment/${randomUUID()}`],
  ['GET', '/future/shipment/feed'],
] as const

/** Neither body nor content type, and nothing about how to log in. */
async function expectEmpty(answer: ReturnType<typeof api.owner.ask>, status: number, title?: string) {
  const { headers, ...rest } = await answer
  expect(rest, title).toEqual({ status, text: '' })
  expect(headers.get('content-type'), title).toBeNull()
  expect(headers.get('content-length'), title).toBe('0')
  expect(headers.get('www-authenticate'), title).toBeNull()
}

afterEach(async () => {
  expect(await rowsIn(api.cloud), 'nothing is stored').toBe(0)
})

describe('an order that is not as it should be', () => {
  it.each(refusedOrders)('is refused for %s', async (_, value, errors) => {
    const { status, headers, text } = await api.owner.ask('/future/orders', post(value))
    expect(JSON.parse(text)).toEqual(invalid(errors))
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  it('is refused for bytes that are no text', async () => {
    const bytes = Buffer.from([0x22, 0xff, 0x22])
    const { status, text } = await api.owner.ask('/future/orders', { method: 'POST', headers: json, body: bytes })
    expect(status).toBe(400)
    expect(Object.keys((JSON.parse(text) as { errors: object }).errors)).toEqual(['$', 'notificationOrderRequest'])
  })
})

describe('a content type', () => {
  it.each(['text/plain', 'text/json', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'other than JSON, %s, is refused before the caller is looked at',
    async (contentType) => {
      await expectEmpty(api.stranger.ask('/future/orders', post(order('type'), { 'content-type': contentType })), 415)
      await expectEmpty(api.stranger.ask('/future/shipment/feed', { headers: { 'content-type': contentType } }), 415)
    },
  )

  it('that is missing is refused after the caller has been looked at', async () => {
    await expectEmpty(api.stranger.ask('/future/orders', post(order('type'), {})), 401)
    const { status, text } = await api.owner.ask('/future/orders', post(order('type'), {}))
    expect(status).toBe(415)
    expect(JSON.parse(text)).toEqual({
      type: 'https://tools.ietf.org/html/rfc9110#section-15.5.16',
      title: 'Unsupported Media Type',
      status: 415,
      traceId,
    })
  })

  it('does not matter where nothing is read', async () => {
    const path = `/future/shipment/${randomUUID()}`
    await expectEmpty(api.stranger.ask(path, { headers: { 'content-type': 'text/plain' } }), 401)
  })
})

describe('a caller', () => {
  it.each(routes)('whom nobody knows is turned away from %s %s', async (method, path) => {
    for (const [title, headers] of Object.entries(await unknownCallers(api.cloud))) {
      const request = method === 'POST' ? post(order('unknown'), { ...json, ...headers }) : { method, headers }
      await expectEmpty(api.stranger.ask(path, request), 401, title)
    }
  })

  it('whom nobody knows is turned away before the body is read', async () => {
    await expectEmpty(api.stranger.ask('/future/orders', post('{')), 401)
    await expectEmpty(api.stranger.ask('/future/orders', { method: 'POST' }), 401)
  })

  it.each(routes)('without the right to it is turned away from %s %s', async (method, path) => {
    for (const [title, caller] of Object.entries(await otherCallers(api.cloud))) {
      await expectEmpty(caller.ask(path, method === 'POST' ? post(order('other')) : { method }), 403, title)
    }
  })

  it('without an organisation hears first what is wrong with the order', async () => {
    const callers = await otherCallers(api.cloud)
    const statusOf = async (name: string) => (await callers[name]?.ask('/future/orders', post('{')))?.status
    expect(await statusOf('the token names no organisation')).toBe(400)
    expect(await statusOf('the token is for something else')).toBe(403)
  })
})

describe('a path', () => {
  it.each([
    ['GET', '/future/orders', 'POST'],
    ['PUT', '/future/orders', 'POST'],
    ['DELETE', '/future/shipment/feed', 'GET'],
    ['POST', `/future/shipment/${randomUUID()}`, 'GET'],
  ])('is not for %s %s', async (method, path, allow) => {
    const answer = api.stranger.ask(path, { method })
    await expectEmpty(answer, 405)
    expect((await answer).headers.get('allow')).toBe(allow)
  })

  it('is not for HEAD where it is for GET', async () => {
    const { status, headers } = await api.stranger.ask('/future/shipment/feed', { method: 'HEAD' })
    expect([status, headers.get('allow')]).toEqual([405, 'GET'])
  })

  it.each(['', '/future', '/future/shipment', '/future/orders/1', '/future/shipment/feed/1', '/future/shipment/xyz'])(
    '%j is unknown',
    async (path) => {
      await expectEmpty(api.owner.ask(path), 404)
      await expectEmpty(api.owner.ask(path, post(order('path'))), 404)
    },
  )

  it('may be written in other letters, and with a slash at its end', async () => {
    const answers = ['/FUTURE/Shipment/FEED', '/future/shipment/feed/'].map((path) => api.owner.ask(path))
    for (const answer of answers) expect(await answer).toMatchObject({ status: 200, text: '[]' })
  })
})

describe('a shipment', () => {
  it('that nobody ordered is not found', async () => {
    const { status, headers, text } = await api.owner.ask(`/future/shipment/${randomUUID()}`)
    expect(status).toBe(404)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(JSON.parse(text)).toEqual({
      type: 'urn:altinn:error:NOT-00003',
      title: 'Shipment not found',
      status: 404,
      code: 'NOT-00003',
      traceId,
      statusDescription: 'Not Found',
    })
  })
})

describe('the status feed', () => {
  it.each([
    ['seq=-1', { Seq: ['The field Seq must be between 0 and 9.223372036854776E+18.'] }],
    ['seq=one', { Seq: ["The value 'one' is not valid for Seq."] }],
    ['seq=9223372036854775808', { Seq: ["The value '9223372036854775808' is not valid for Seq."] }],
    ['seq=', { Seq: ["The value '' is invalid."] }],
    ['pageSize=many', { PageSize: ["The value 'many' is not valid for PageSize."] }],
    ['PAGESIZE=2147483648', { PageSize: ["The value '2147483648' is not valid for PageSize."] }],
    ['orderBy=up', { OrderBy: ["The value 'up' is not valid for OrderBy."] }],
    ['orderBy=2', { OrderBy: ["The value '2' is invalid."] }],
    [
      'orderBy=up&seq=x',
      { Seq: ["The value 'x' is not valid for Seq."], OrderBy: ["The value 'up' is not valid for OrderBy."] },
    ],
  ])('refuses ?%s', async (query, errors) => {
    const { status, text } = await api.owner.ask(`/future/shipment/feed?${query}`)
    expect(JSON.parse(text)).toEqual(invalid(errors))
    expect(status).toBe(400)
  })
})

describe('what was refused', () => {
  it('has put no message on any queue and no line into any log', async () => {
    type Queues = { readonly counts: { readonly messagesReceived: number } }
    const { value } = await api.cloud.parts.serviceBus.inspect<Queues>()
    expect(value.counts.messagesReceived).toBe(0)
    expect(api.lines).toEqual([])
  })
})
