import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { tableAgenda } from '../../../src/adapters/tables/agenda.ts'
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { startTableStorage, type TableStorageReady } from '../../local/table-storage/start-table-storage.ts'
import { answeringServer } from '../answering-server.ts'
import { sampleOrder } from '../../unit/domain/sample-order.ts'
import { fromOne, newEntries, plainFeed } from './feed-entries.ts'

const content = { email: { senderEmailAddress: 'a@b.no', subject: 's', body: 'b', contentType: 'Plain' } } as const

type Connection = Pick<TableStorageReady, 'connectionString'>

/** One call of every kind of request that the adapters make. */
function calls(connection: Connection, callMs?: number): Record<string, () => Promise<unknown>> {
  const client = (table: string) => tableClient(connection, table, callMs)
  const orders = tableOrders(client('orders'))
  const feed = plainFeed(client('feed'), fromOne)
  const order = sampleOrder()
  return {
    get: () => orders.read(order.id),
    insert: () => orders.insert([{ order, content }]),
    merge: () => orders.update(order, '*'),
    query: () => tableAgenda(client('agenda')).firstPage('2026-11-23T12:00'),
    delete: () => feed.erase('ttd', order.id),
    transaction: () => feed.append('ttd', newEntries(1)),
  }
}

const kinds = ['get', 'insert', 'merge', 'query', 'delete', 'transaction']

async function started(tables: readonly string[]): Promise<Connection> {
  const storage = await startTableStorage({ port: 0, tables })
  onTestFinished(() => storage.stop())
  return storage.ready
}

/** A store that answers everything in the same way. */
async function stubborn(listener: RequestListener): Promise<Connection> {
  const key = Buffer.from('key').toString('base64')
  const endpoint = `${await answeringServer(listener)}/a`
  return {
    connectionString: `AccountName=a;AccountKey=${key};TableEndpoint=${endpoint};DefaultEndpointsProtocol=http;`,
  }
}

/** Long enough for a second try or two, far too short for anybody to wait behind. */
const soon = 4_000

describe('a transient fault is what comes', { timeout: soon }, () => {
  test.each(kinds)('when the connection breaks (%s)', async (kind) => {
    const store = await stubborn((request) => void request.socket.destroy())
    await expect(calls(store)[kind]?.()).rejects.toBeInstanceOf(TransientFault)
  })

  test('when the store has been stopped', async () => {
    const storage = await startTableStorage({ port: 0, tables: ['orders'] })
    const { get, insert } = calls(storage.ready)
    expect(await get?.()).toBeUndefined()
    await storage.stop()
    await expect(get?.()).rejects.toBeInstanceOf(TransientFault)
    await expect(insert?.()).rejects.toMatchObject({ code: 'TABLES_UNAVAILABLE', retryAfterSeconds: undefined })
  })

  test.each(kinds)('when the store takes a request and never answers (%s)', async (kind) => {
    const store = await stubborn(() => undefined)
    await expect(calls(store, 100)[kind]?.()).rejects.toBeInstanceOf(TransientFault)
  })

  test.each([429, 500, 503])('when the store answers %i, however long it asks to wait', async (status) => {
    const store = await stubborn((_, response) => response.writeHead(status, { 'retry-after': '3600' }).end())
    await expect(calls(store)['get']?.()).rejects.toBeInstanceOf(TransientFault)
  })

  test.each(kinds)('when the table is missing (%s)', async (kind) => {
    const call = calls(await started(['nothing']))[kind]
    await expect(call?.()).rejects.toBeInstanceOf(TransientFault)
  })
})

test.each(kinds)('a wrong key passes by itself never, so it is no transient fault (%s)', async (kind) => {
  const { connectionString } = await started(['orders', 'feed', 'agenda'])
  const key = Buffer.from('another key').toString('base64')
  const wrong = { connectionString: connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${key}`) }
  const fault = await calls(wrong)
    [kind]?.()
    .catch((error: unknown) => error)
  expect(fault).toMatchObject({ statusCode: 403 })
  expect(fault).not.toBeInstanceOf(TransientFault)
})
