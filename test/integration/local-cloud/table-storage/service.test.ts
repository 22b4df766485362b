import { odata } from '@azure/data-tables'
import { expect, test, vi } from 'vitest'

import { clientOf, rowsOf, spawned, started } from './table-storage-room.ts'

test('it counts what arrives by kind, refused requests included', async () => {
  const storage = await started()
  const client = clientOf(storage)
  const a = { partitionKey: 'p', rowKey: 'a' }
  await client.createEntity(a)
  await expect(client.createEntity(a)).rejects.toMatchObject({ statusCode: 409 })
  await client.getEntity('p', 'a')
  await rowsOf(storage)
  await client.listEntities({ queryOptions: { filter: odata`RowKey eq 'x(y)'` } }).next()
  await client.updateEntity(a, 'Merge')
  await client.updateEntity(a, 'Replace')
  await client.upsertEntity(a, 'Merge')
  await client.upsertEntity(a, 'Replace')
  await client.submitTransaction([
    ['update', a, 'Merge'],
    ['upsert', { ...a, rowKey: 'b' }],
  ])
  await client.deleteEntity('p', 'a')
  await client.createTable()
  expect(storage.inspect()).toEqual({
    requests: { insert: 2, get: 1, query: 2, merge: 1, update: 1, upsert: 2, transaction: 1, delete: 1, other: 1 },
    total: 12,
  })
})

test('a child answers its counts over IPC and leaves nothing behind in memory mode', async () => {
  const storage = await spawned()
  await clientOf(storage).createEntity({ partitionKey: 'p', rowKey: 'a' })
  const { value } = await storage.inspect()
  expect(value).toEqual({ requests: { insert: 1 }, total: 1 })
  await storage.stop()
  expect(await storage.ended).toBe(0)
  expect(await rowsOf(await spawned())).toEqual(new Map())
})

test('a request that is still arriving when it is asked to stop is answered', async () => {
  const storage = await started()
  const text = 'x'.repeat(30_000)
  const rows = Array.from({ length: 80 }, (_, n) => ({ partitionKey: 'p', rowKey: String(n), text }))
  const answer = clientOf(storage).submitTransaction(rows.map((row) => ['create', row]))
  await vi.waitUntil(() => storage.inspect().total === 1, { interval: 1 })
  await storage.stop()
  expect((await answer).status).toBe(202)
})
