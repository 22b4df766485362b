import { expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { problem } from '../../../src/functions/http/door/answers.ts'
import { handlerOf, unmatched } from '../../../src/functions/http/door/handler.ts'
import { httpRoute } from '../../../src/functions/http/door/route.ts'
import { aCaller, aDoor, published, traceParent, visit } from './a-visit.ts'

const failing = (fault: unknown) =>
  httpRoute({
    name: 'fail',
    method: 'GET',
    path: 'fail',
    policy: 'create',
    published,
    handle: () => Promise.reject(fault as Error),
  })

test('a fault is answered with an empty 500, and logged with its code and the invocation', async () => {
  const door = aDoor(aCaller)
  const fault = Object.assign(new Error('broken'), { code: 'EBROKEN' })
  expect(await visit(handlerOf(door, failing(fault)), { method: 'GET' })).toMatchObject({
    status: 500,
    headers: {},
    text: undefined,
  })
  expect(door.log.error.mock.calls).toEqual([
    ['fail', { code: 'EBROKEN', invocation: 'b2f0f7c2-1111-4222-8333-444444444444' }, fault],
  ])
})

test('something that is no error is a fault too', async () => {
  const door = aDoor(aCaller)
  expect((await visit(handlerOf(door, failing('text')), { method: 'GET' })).status).toBe(500)
})

test('a fault that will pass is answered with 503 and the time to wait', async () => {
  const door = aDoor(aCaller)
  const cause = Object.assign(new Error('busy'), { code: 'ServerBusy' })
  const fault = new TransientFault('TABLES_BUSY', { retryAfterSeconds: 7, cause })
  const { status, headers, json } = await visit(handlerOf(door, failing(fault)), { method: 'GET' })
  expect(status).toBe(503)
  expect(headers).toEqual({ 'content-type': 'application/json; charset=utf-8', 'retry-after': '7' })
  expect(json).toEqual({
    type: 'urn:altinn:error:NOT-00004',
    title: 'A temporary network failure occurred',
    status: 503,
    code: 'NOT-00004',
    traceId: traceParent,
    statusDescription: 'Service Unavailable',
  })
  const facts = { code: 'TABLES_BUSY', cause: 'ServerBusy', invocation: 'b2f0f7c2-1111-4222-8333-444444444444' }
  expect(door.log.warn.mock.calls).toEqual([['fail', facts]])
})

test('a caller whose identity cannot be checked right now is asked to come back, not turned away', async () => {
  const door = aDoor(aCaller)
  door.authenticate.mockRejectedValue(new TransientFault('OPENID_KEYS_UNAVAILABLE'))
  const answer = await visit(handlerOf(door, failing('unreached')), { method: 'GET' })
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
})

test('a known path with another method is 405 with the methods it has, an unknown one 404', async () => {
  const table = [
    { method: 'GET', path: 'v1/orders' },
    { method: 'POST', path: 'v1/orders' },
  ]
  const catchAll = unmatched(table)
  expect(await visit(catchAll, { url: '/v1/orders?x=1' })).toMatchObject({
    status: 405,
    headers: { allow: 'GET, POST' },
  })
  expect(await visit(catchAll, { url: '/v1/nothing' })).toMatchObject({ status: 404, headers: {}, text: undefined })
})

test.each(['NOT-00001', 'NOT-00002', 'NOT-00003', 'NOT-00004'] as const)(
  'problem %s carries its code in type and body',
  (code) => {
    expect(JSON.parse(problem(code, traceParent).body as string)).toMatchObject({
      code,
      type: `urn:altinn:error:${code}`,
    })
  },
)
