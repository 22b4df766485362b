import { expect, test } from 'vitest'
import { methodsOf } from '../../../src/functions/http/door/path-table.ts'

const table = [
  { method: 'GET', path: 'v1/orders' },
  { method: 'POST', path: 'v1/orders' },
  { method: 'GET', path: 'v1/orders/{id}' },
  { method: 'POST', path: 'v1/orders/email' },
  { method: 'GET', path: 'v1/shipment/{id:guid}' },
]

test.each([
  ['/v1/orders', ['GET', 'POST']],
  ['/V1/Orders/', ['GET', 'POST']],
  ['/v1/orders/email', ['GET', 'POST']],
  ['/v1/orders/x', ['GET']],
  ['/v1/shipment/6d0e3c0a-5a35-4f6c-9d1b-0b0f5a7e2f11', ['GET']],
  ['/v1/shipment/%7B6D0E3C0A5A354F6C9D1B0B0F5A7E2F11%7D', ['GET']],
  ['/v1/shipment/xyz', []],
  ['/v1/shipment/%zz', []],
  ['/v1/orders//', []],
  ['/v1/nothing', []],
  ['/', []],
])('%s is known with the methods %j', (path, methods) => {
  expect(methodsOf(table, path)).toEqual(methods)
})
