import { describe, expect, test, vi } from 'vitest'
import { json } from '../../../src/functions/http/door/answers.ts'
import type { Caller } from '../../../src/functions/http/door/caller.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import { httpRoute } from '../../../src/functions/http/door/route.ts'
import * as shape from '../../../src/functions/http/door/shape.ts'
import { aCaller, aDoor, now, published, traceParent, visit } from './a-visit.ts'

const Thing = shape.ruled(shape.object('.ThingExt', { name: shape.text() }), [
  { id: 'short', key: 'Name', holds: ({ name }) => name.length < 5, message: 'too long' },
])

/** A route that consumes JSON, and what its use case was called with. */
function creating(caller?: Caller, limitBytes = 1_000) {
  const handle = vi.fn((_: { readonly body: unknown }) => Promise.resolve(json(201, { done: true })))
  const body = { schema: Thing, parameter: 'thing', limitBytes }
  const route = httpRoute({
    name: 'create-thing',
    method: 'POST',
    path: 'v1/things',
    policy: 'create',
    consumesJson: true,
    body,
    published,
    handle,
  })
  return { handle, handler: handlerOf(aDoor(caller), route) }
}

const asJson = { 'content-type': 'application/json' }
const good = { headers: asJson, body: '{"name":"a"}' }
const unscoped: Caller = { org: 'ttd', scopes: ['altinn:serviceowner'] }
const { org: _, ...orgless } = aCaller

describe('which error wins', () => {
  test.each([
    [
      'another content type, before the caller',
      undefined,
      { headers: { 'content-type': 'text/plain' }, body: 'x' },
      415,
    ],
    ['no identity, before anything is read', undefined, {}, 401],
    ['another scope, before anything is read', unscoped, {}, 403],
    ['no content type, before the body', aCaller, { body: '{"name":"a"}' }, 415],
    [
      'an encoding that JSON is not read in',
      aCaller,
      { headers: { 'content-type': 'application/json; charset=iso-8859-1' }, body: '{}' },
      415,
    ],
    ['a body that is too large', aCaller, { headers: asJson, body: '"'.repeat(1_001) }, 413],
    [
      'a body that breaks a rule, before the organisation',
      orgless,
      { headers: asJson, body: '{"name":"abcdef"}' },
      400,
    ],
    ['no organisation', orgless, good, 403],
    ['a blank organisation', { ...aCaller, org: '  ' }, good, 403],
    ['nothing', aCaller, good, 201],
  ] as const)('%s', async (...[, caller, request, status]) => {
    const { handle, handler } = creating(caller)
    expect((await visit(handler, request)).status).toBe(status)
    expect(handle).toHaveBeenCalledTimes(status === 201 ? 1 : 0)
  })

  test('an answer without a body has no content type either', async () => {
    expect(await visit(creating().handler, {})).toEqual({ status: 401, headers: {}, text: undefined, json: undefined })
  })

  test('the problem of a request without content type', async () => {
    expect((await visit(creating(aCaller).handler, { body: '{}' })).json).toEqual({
      type: 'https://tools.ietf.org/html/rfc9110#section-15.5.16',
      title: 'Unsupported Media Type',
      status: 415,
      traceId: traceParent,
    })
  })
})

test('the problem of an invalid request', async () => {
  const { headers, json } = await visit(creating(aCaller).handler, { headers: asJson, body: '{"name":"abcdef"}' })
  expect(headers).toEqual({ 'content-type': 'application/json; charset=utf-8' })
  expect(json).toEqual({
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'One or more validation errors occurred.',
    status: 400,
    errors: { Name: ['too long'] },
    traceId: traceParent,
  })
})

test.each(['application/json', 'APPLICATION/JSON; charset="UTF-8"', 'application/problem+json;v=1'])(
  '%s is JSON',
  async (type) => {
    const { status } = await visit(creating(aCaller).handler, { ...good, headers: { 'content-type': type } })
    expect(status).toBe(201)
  },
)

test.each(['text/json', 'application/x-www-form-urlencoded', 'application/jsonx', 'json'])(
  '%s is not JSON',
  async (type) => {
    const { status, text } = await visit(creating(aCaller).handler, { ...good, headers: { 'content-type': type } })
    expect([status, text]).toEqual([415, undefined])
  },
)

test('a body with byte order mark, or in UTF-16 where that is declared, is read', async () => {
  const text = '{"name":"æ"}'
  const { handle, handler } = creating(aCaller)
  await visit(handler, { headers: asJson, body: `\ufeff${text}` })
  await visit(handler, {
    headers: { 'content-type': 'application/json; charset=utf-16' },
    body: Buffer.from(text, 'utf16le'),
  })
  expect(handle.mock.calls.map(([{ body }]) => body)).toEqual([{ name: 'æ' }, { name: 'æ' }])
})

test.each([
  ['absent', new Uint8Array()],
  ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
])('a body that is %s counts as absent', async (_, body) => {
  const { status, json } = await visit(creating(aCaller).handler, { headers: asJson, body })
  expect(status).toBe(400)
  expect(json?.errors).toMatchObject({ thing: ['The thing field is required.'] })
})

test('the use case gets the creator, what was read, and the time of arrival', async () => {
  const { handle, handler } = creating(aCaller)
  await visit(handler, good)
  expect(handle.mock.calls[0]?.[0]).toMatchObject({
    creator: 'ttd',
    body: { name: 'a' },
    receivedAt: now,
    traceId: traceParent,
  })
})

describe('ids in the path', () => {
  const id = '6d0e3c0a-5a35-4f6c-9d1b-0b0f5a7e2f11'
  const get = async (path: string, text: string) => {
    const handle = ({ id }: { id: string }) => Promise.resolve(json(200, { id }))
    const route = httpRoute({ name: 'get-thing', method: 'GET', path, policy: 'create', published, handle })
    return visit(handlerOf(aDoor(aCaller), route), { method: 'GET', params: { id: text } })
  }

  test('come out canonical', async () => {
    expect((await get('v1/things/{id}', `{${id.toUpperCase()}}`)).json).toEqual({ id })
    expect((await get('v1/things/{id:guid}', id.replaceAll('-', ''))).json).toEqual({ id })
  })

  test('that are none are an error, or unknown where the path asks for a GUID', async () => {
    expect((await get('v1/things/{id}', 'abc')).json?.errors).toEqual({ id: ["The value 'abc' is not valid."] })
    expect(await get('v1/things/{id:guid}', 'abc')).toMatchObject({ status: 404, text: undefined })
  })
})

test('a route for everybody asks nobody, one for all organisations needs none', async () => {
  const handle = ({ creator }: { creator: string }) => Promise.resolve(json(200, { creator }))
  const open = httpRoute({ name: 'open', method: 'GET', path: 'open', published, handle })
  const all = httpRoute({
    name: 'all',
    method: 'GET',
    path: 'all',
    policy: 'support',
    needsOrganization: false,
    published,
    handle,
  })
  const door = aDoor(undefined)
  expect((await visit(handlerOf(door, open), { method: 'GET' })).json).toEqual({ creator: '' })
  expect(door.authenticate).not.toHaveBeenCalled()
  const support = aDoor({ org: 'digdir', scopes: ['altinn:notifications.support.admin'] })
  expect((await visit(handlerOf(support, all), { method: 'GET' })).json).toEqual({ creator: '' })
})
