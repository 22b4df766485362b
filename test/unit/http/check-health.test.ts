import { expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { checkHealthRoute } from '../../../src/functions/http/check-health.ts'
import { checkLivenessRoute } from '../../../src/functions/http/check-liveness.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import type { Machine } from '../../../src/use-cases/ports.ts'
import { aDoor, visit } from '../door/a-visit.ts'
import { storedOrders } from '../use-cases/stored-orders.ts'

const uncached = {
  'content-type': 'text/plain',
  'cache-control': 'no-store, no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  pragma: 'no-cache',
}

const ask = (read: () => Promise<undefined>, machine: Partial<Machine> = {}) => {
  const ports = { orders: { ...storedOrders(), read }, machine: { ...systemMachine, ...machine } }
  return visit(handlerOf(aDoor(), checkHealthRoute(ports)), { method: 'GET' })
}

test('the app is ready while the ledger answers', async () => {
  expect(await ask(() => Promise.resolve(undefined))).toMatchObject({ status: 200, text: 'Healthy', headers: uncached })
})

test('it is not while the ledger cannot serve', async () => {
  const answer = await ask(() => Promise.reject(new TransientFault('TABLES_UNAVAILABLE')))
  expect(answer).toMatchObject({ status: 503, text: 'Unhealthy', headers: uncached })
})

test('it is not when the ledger takes its time, and says so within three seconds', async () => {
  const waits: number[] = []
  const within = (milliseconds: number) => Promise.resolve(waits.push(milliseconds) === 0)
  const answer = await ask(() => new Promise(() => undefined), { within })
  expect(answer).toMatchObject({ status: 503, text: 'Unhealthy' })
  expect(waits).toEqual([3_000])
})

test('a fault of another kind is none of the ledger’s', async () => {
  expect(await ask(() => Promise.reject(new Error('a bug')))).toMatchObject({ status: 500 })
})

test('it is live whatever the ledger does', async () => {
  const answer = await visit(handlerOf(aDoor(), checkLivenessRoute()), { method: 'GET' })
  expect(answer).toMatchObject({ status: 200, text: 'Healthy', headers: uncached })
})
