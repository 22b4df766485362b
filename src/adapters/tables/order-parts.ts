import { odata, type TableClient, type TransactionAction } from '@azure/data-tables'
import { expiryOf } from '../../domain/expiry.ts'
import { chainOf, lastIdOf, type OrderId } from '../../domain/ids.ts'
import type { Chunk } from '../../domain/notification.ts'
import type { Order, OrderHead } from '../../domain/order.ts'
import type { Segment } from '../../domain/segments.ts'
import type { OrderParts, Page, Stored } from '../../use-cases/ports.ts'
import { chunkFrom } from './chunk-columns.ts'
import { chunkKey, chunkRow, type ChunkRow } from './chunk-row.ts'
import { checkSize } from './entity-size.ts'
import { request } from './errors.ts'
import { placeOfSegment, resolveSegment, updateParts } from './parts-update.ts'
import { segmentColumns, segmentFrom, segmentKey, type SegmentRow } from './segment-row.ts'

export const tableOrderParts = (client: TableClient): OrderParts => ({
  addParts: (order, parts) => addParts(client, order, parts),
  async readPart(order, part) {
    const { partitionKey, rowKey } = chunkKey(order.id, part)
    const row = await request(() => client.getEntity<ChunkRow>(partitionKey, rowKey), { 404: undefined })
    return row && partOfRow(order, row)
  },
  readParts: (order, next) => readParts(client, order, next),
  async readSegment(order, number) {
    const key = placeOfSegment(order, number)
    const row = await request(() => client.getEntity<SegmentRow>(key.partitionKey, key.rowKey), { 404: undefined })
    return row && { value: segmentFrom(row), version: row.etag }
  },
  updateParts: (parts) => updateParts(client, parts),
  resolveSegment: (order, segment, chunks) => resolveSegment(client, { order, segment, chunks }),
  removeParts: (order) => removeParts(client, order),
})

const partOfRow = (order: OrderHead, row: ChunkRow & { etag: string }): Stored<Order> => ({
  value: seenThrough(order, chunkFrom(row)),
  version: row.etag,
})

/** The sending time of SMS does not concern e-mail, and each channel has its own expiry. */
function seenThrough({ policy, ...order }: OrderHead, chunk: Chunk): Order {
  const own = chunk.channel === 'sms' && policy !== undefined ? { policy } : {}
  return { ...order, ...own, expiry: expiryOf(chunk.channel, { ...order, ...own }), chunk }
}

/** Entities and bytes that are surely within what a transaction may have (100 and 4 MiB). */
const mostTogether = 90
const mostBytes = 2_500_000
const concurrentTransactions = 4

/**
 * Nobody else writes these rows: what is there already, our own repeated request wrote. A few transactions are in
 * memory at a time, not all of a large order.
 */
async function addParts(client: TableClient, order: OrderId, parts: Iterable<Chunk | Segment>): Promise<void> {
  const groups = grouped(order, parts)
  const writer = async () => {
    for (const rows of groups) await request(() => client.submitTransaction(rows), { 409: undefined })
  }
  await Promise.all(Array.from({ length: concurrentTransactions }, writer))
}

function* grouped(order: OrderId, parts: Iterable<Chunk | Segment>): Generator<TransactionAction[]> {
  let [group, bytes] = [[] as TransactionAction[], 0]
  for (const part of parts) {
    const row = checkSize(rowOf(order, part))
    const size = JSON.stringify(row).length
    if (group.length === mostTogether || bytes + size > mostBytes) {
      yield group
      ;[group, bytes] = [[], 0]
    }
    group.push(['create', { ...row }])
    bytes += size
  }
  if (group.length > 0) yield group
}

const rowOf = (order: OrderId, part: Chunk | Segment) =>
  'recipients' in part ? { ...segmentKey(order, part.number), ...segmentColumns(part) } : chunkRow(order, part)

/** Everything between the order's own row and that of the order behind it. */
const partsOf = (order: OrderId) =>
  odata`PartitionKey eq ${chainOf(order)} and RowKey gt ${order} and RowKey le ${lastIdOf(order)}`

async function readParts(client: TableClient, order: OrderHead, next?: string): Promise<Page<Stored<Order>>> {
  const query = client.listEntities<ChunkRow>({ queryOptions: { filter: partsOf(order.id) } })
  const settings = { maxPageSize: 100, ...(next === undefined ? {} : { continuationToken: next }) }
  return request(async () => {
    for await (const page of query.byPage(settings)) {
      const values = page.flatMap((row) => ('part' in row ? [partOfRow(order, row)] : []))
      return page.continuationToken === undefined ? { values } : { values, next: page.continuationToken }
    }
    return { values: [] }
  })
}

const removeEach = (client: TableClient, rows: readonly { partitionKey: string; rowKey: string }[]) =>
  Promise.all(
    rows.map(({ partitionKey, rowKey }) =>
      request(() => client.deleteEntity(partitionKey, rowKey), { 404: undefined }),
    ),
  )

async function removeParts(client: TableClient, order: OrderId): Promise<void> {
  const query = client.listEntities({ queryOptions: { filter: partsOf(order), select: ['rowKey'] } })
  await request(async () => {
    for await (const page of query.byPage({ maxPageSize: 100 })) {
      const rows = page.map(({ rowKey = '' }) => ({ partitionKey: chainOf(order), rowKey }))
      // Somebody else may be at it, too: then each is removed by itself.
      const removal = () => client.submitTransaction(rows.map((row) => ['delete', row]))
      if (rows.length > 0 && (await request(removal, { 404: 'gone' as const })) === 'gone')
        await removeEach(client, rows)
    }
  })
}
