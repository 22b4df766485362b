import { odata } from '@azure/data-tables'
import { expect, test } from 'vitest'

import { newStore, type MetadataStore } from '../../../local/table-storage/azurite.ts'
import { partitionOf, usePartitionIndex } from '../../../local/table-storage/partition-index.ts'
import { clientOf, rowsOf, started } from './table-storage-room.ts'

test.each([
  ["PartitionKey eq 'a'", 'a'],
  ["(PartitionKey eq 'a')", 'a'],
  ["PartitionKey eq ''", ''],
  ["PartitionKey eq 'O''Hara and'", "O'Hara and"],
  ["PartitionKey eq 'a' and RowKey ge '1' and RowKey lt '2'", 'a'],
  ["(PartitionKey eq 'a') and (RowKey ge '1')", 'a'],
  ["PartitionKey eq 'a' and RowKey eq '1' or PartitionKey eq 'b'", undefined],
  ["PartitionKey eq 'a' or PartitionKey eq 'b'", undefined],
  ["(PartitionKey eq 'a' or true)", undefined],
  ["PartitionKey eq 'a' and (RowKey eq '1' OR RowKey eq '2')", undefined],
  ["not PartitionKey eq 'a'", undefined],
  ["not (PartitionKey eq 'a')", undefined],
  ["PartitionKey ge 'a'", undefined],
  ["RowKey eq 'x' and PartitionKey eq 'a'", undefined],
  ["Other eq 'PartitionKey eq ''a'''", undefined],
  ['', undefined],
  [undefined, undefined],
])('the filter %s can meet only partition %s', (filter, partition) => {
  expect(partitionOf(filter)).toBe(partition)
})

/** Keys that LokiJS compares as numbers among them: equal ones, equal after rounding, and none at all. */
const partitions = [
  '1',
  '01',
  '1.0',
  '1e0',
  '',
  ' ',
  'a',
  'A',
  'é',
  "O'Hara",
  '90071992547409931',
  '90071992547409932',
  'NaN',
  'Infinity',
]

test('a query of one partition answers exactly its rows, in order', async () => {
  const storage = await started()
  const client = clientOf(storage)
  for (const [number, partitionKey] of partitions.entries()) {
    for (const row of ['9', '10', '010', 'b'])
      await client.createEntity({ partitionKey, rowKey: `${row}-${number}`, number })
  }
  for (const [number, partitionKey] of partitions.entries()) {
    const rows = client.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${partitionKey}` } })
    const keys: (string | undefined)[] = []
    for await (const { rowKey } of rows) keys.push(rowKey)
    expect(keys).toEqual([`010-${number}`, `10-${number}`, `9-${number}`, `b-${number}`])
  }
  expect((await rowsOf(storage)).size).toBe(partitions.length * 4)
})

test('pages of one partition follow each other without gap or repeat', async () => {
  const client = clientOf(await started())
  for (const partitionKey of ['a', 'b', 'c']) {
    for (let n = 0; n < 8; n++) await client.createEntity({ partitionKey, rowKey: `${partitionKey}${n}` })
  }
  const rows = client.listEntities({ queryOptions: { filter: "PartitionKey eq 'b' and RowKey ge 'b1'" } })
  const pages: unknown[] = []
  for await (const page of rows.byPage({ maxPageSize: 3 })) pages.push(page.map(({ rowKey }) => rowKey))
  expect(pages).toEqual([['b1', 'b2', 'b3'], ['b4', 'b5', 'b6'], ['b7']])
})

interface Chain {
  count: () => number
  where: (filter: unknown) => Chain
}

/** The numbers of rows that Azurite's filter was given, query by query. */
function rowsLookedAt(store: MetadataStore): number[] {
  const looks: number[] = []
  const table = store.getEntityCollection('account', 'orders', undefined)
  const { chain } = table
  table.chain = () => {
    const rows = chain.call(table) as unknown as Chain
    const { where } = rows
    rows.where = (filter) => {
      looks.push(rows.count())
      rows.where = where
      return where.call(rows, filter)
    }
    return rows as never
  }
  return looks
}

test('a query of one partition looks at no row of another one', async () => {
  const store = await newStore()
  usePartitionIndex(store)
  await store.createTable(undefined, { account: 'account', table: 'orders' })
  for (let n = 0; n < 300; n++) {
    const keys = { PartitionKey: `p${n % 100}`, RowKey: `r${n}` }
    const entity = { ...keys, properties: { ...keys }, lastModifiedTime: '', eTag: '' }
    await store.insertTableEntity(undefined, 'orders', 'account', entity, undefined)
  }
  const looks = rowsLookedAt(store)
  for (const filter of ["PartitionKey eq 'p7'", "PartitionKey eq 'p7' and RowKey ge 'r1'", "PartitionKey ge 'p7'"]) {
    await store.queryTableEntities(undefined, 'account', 'orders', { filter })
  }
  expect(looks).toEqual([3, 3, 300])
})
