import type { TableClient, TransactionAction } from '@azure/data-tables'
import { BrokenPromise } from '../../domain/faults.ts'
import { isFinished, partOfChunk, type Chunk } from '../../domain/notification.ts'
import type { Order, OrderHead } from '../../domain/order.ts'
import { segmentsOf, withFinishedChunk, withResolvedSegment, type Progress } from '../../domain/progress.ts'
import type { Segment } from '../../domain/segments.ts'
import type { Stored, Update } from '../../use-cases/ports.ts'
import { chunkRow } from './chunk-row.ts'
import { checkSize } from './entity-size.ts'
import { request } from './errors.ts'
import { lifeColumns, mergeRow, orderFrom, orderKey, type OrderRow } from './order-row.ts'
import { segmentFrom, segmentKey, segmentLifeColumns, type SegmentRow } from './segment-row.ts'

/**
 * Stores chunks of one order. Those that are finished change their segments and the order in the same transaction, so
 * nobody ever has to count notifications to find out whether an order is done.
 */
export async function updateParts(client: TableClient, parts: readonly Stored<Order>[]): Promise<Update> {
  const [first] = parts
  if (first === undefined) throw new BrokenPromise('there is nothing to store')
  const chunks = parts.map(({ value, version }) => merging(chunkRow(value.id, value.chunk), version))
  const finished = parts.flatMap(({ value: { chunk } }) => (isFinished(chunk) ? [chunk] : []))
  if (finished.length === 0) return submit(client, chunks, first.value)
  const owners = await readOwners(client, first.value, finished)
  if (owners === undefined) return { outcome: 'gone' }
  const after = finished.reduce((known, chunk) => withFinished(known, chunk), owners)
  return submit(client, [...chunks, ...changesOf(owners, after)], after.order.value)
}

interface Resolving {
  readonly order: OrderHead
  readonly segment: Stored<Segment>
  readonly chunks: readonly Chunk[]
}

export async function resolveSegment(client: TableClient, resolving: Resolving): Promise<Update> {
  const { segment, chunks } = resolving
  const order = await readOrder(client, resolving.order)
  if (order === undefined) return { outcome: 'gone' }
  const before: Owners = { order, segments: new Map([[segment.value.number, segment]]) }
  const made = chunks[0]?.notifications[0]?.at ?? order.value.processed
  const progress = withResolvedSegment({ order: order.value, segment: segment.value }, chunks, made)
  const after = withProgress(before, segment.value.number, progress)
  const rows = chunks.map((chunk): TransactionAction => ['create', { ...checkSize(chunkRow(order.value.id, chunk)) }])
  return submit(client, [...changesOf(before, after), ...rows], after.order.value)
}

/** The rows above chunks: the order's, and those of the segments that had to be resolved. */
interface Owners {
  readonly order: Stored<OrderHead>
  readonly segments: ReadonlyMap<number, Stored<Segment>>
}

async function readOrder(client: TableClient, { id }: OrderHead): Promise<Stored<OrderHead> | undefined> {
  const { partitionKey, rowKey } = orderKey(id)
  const select = [...lifeColumns, 'segmentNumber', 'segmentLife']
  const row = await request(() => client.getEntity<OrderRow>(partitionKey, rowKey, { queryOptions: { select } }), {
    404: undefined,
  })
  return row && { value: orderFrom(row), version: row.etag }
}

async function readOwners(client: TableClient, order: Order, chunks: readonly Chunk[]): Promise<Owners | undefined> {
  const stored = await readOrder(client, order)
  if (stored === undefined) return undefined
  if (segmentsOf(order).isResolved) return { order: stored, segments: new Map() }
  const numbers = [...new Set(chunks.map((chunk) => partOfChunk(chunk).segment))]
  const segments = await Promise.all(numbers.map((number) => readSegment(client, stored.value, number)))
  const found = segments.filter((segment) => segment !== undefined)
  // Erasure has been here.
  if (found.length < segments.length) return undefined
  return { order: stored, segments: new Map(found.map((segment) => [segment.value.number, segment])) }
}

async function readSegment(
  client: TableClient,
  order: OrderHead,
  number: number,
): Promise<Stored<Segment> | undefined> {
  const { partitionKey, rowKey } = placeOfSegment(order, number)
  const select = ['segmentNumber', 'segmentLife']
  const read = () => client.getEntity<SegmentRow>(partitionKey, rowKey, { queryOptions: { select } })
  const row = await request(read, { 404: undefined })
  return row && { value: segmentFrom(row), version: row.etag }
}

/** The only segment of an order lies in the order's row. */
export const placeOfSegment = (order: OrderHead, number: number) =>
  segmentsOf(order).count === 1 ? orderKey(order.id) : segmentKey(order.id, number)

function withFinished(owners: Owners, chunk: Chunk): Owners {
  const { segment: number } = partOfChunk(chunk)
  const segment = owners.segments.get(number)
  const known = { order: owners.order.value, ...(segment === undefined ? {} : { segment: segment.value }) }
  return withProgress(owners, number, withFinishedChunk(known, chunk))
}

function withProgress(owners: Owners, number: number, { order, segment }: Progress): Owners {
  const segments = new Map(owners.segments)
  const stored = segments.get(number)
  if (stored !== undefined && segment !== undefined) segments.set(number, { ...stored, value: segment })
  return { order: { ...owners.order, value: order }, segments }
}

/** What is new, one merge per row: the order's own row may be its only segment's, too. */
function changesOf(before: Owners, { order, segments }: Owners): TransactionAction[] {
  const rows = new Map<string, TransactionAction>()
  const put = (row: { partitionKey: string; rowKey: string }, version: string) => {
    const earlier = rows.get(row.rowKey)?.[1]
    rows.set(row.rowKey, merging({ ...earlier, ...row }, version))
  }
  if (order.value !== before.order.value) put(mergeRow(order.value), order.version)
  for (const [number, segment] of segments) {
    if (segment.value === before.segments.get(number)?.value) continue
    put({ ...placeOfSegment(order.value, number), ...segmentLifeColumns(segment.value) }, segment.version)
  }
  return [...rows.values()]
}

const merging = (row: { partitionKey: string; rowKey: string }, version: string): TransactionAction => [
  'update',
  { ...checkSize(row) },
  'Merge',
  { etag: version },
]

async function submit(client: TableClient, actions: TransactionAction[], order: OrderHead): Promise<Update> {
  const answer = await request(() => client.submitTransaction(actions), {
    404: 'gone' as const,
    409: 'conflict' as const,
    412: 'conflict' as const,
  })
  if (typeof answer === 'string') return { outcome: answer }
  // Answers come in the order of the actions.
  return { outcome: 'stored', version: answer.subResponses[0]?.etag ?? '', state: order.state }
}
