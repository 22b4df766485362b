import { expiryOf } from '../../../src/domain/expiry.ts'
import { chunkIdOf, segmentIdOf, type OrderId, type Part } from '../../../src/domain/ids.ts'
import { isFinished, partOfChunk, type Chunk } from '../../../src/domain/notification.ts'
import type { Order, OrderHead, StoredOrder } from '../../../src/domain/order.ts'
import { withFinishedChunk, withResolvedSegment, type Progress } from '../../../src/domain/progress.ts'
import type { Segment } from '../../../src/domain/segments.ts'
import type { OrderParts, Stored, Update } from '../../../src/use-cases/ports.ts'

/** Rows that are only written under the version they were read in. */
export function conditionalRows<Value>() {
  const rows = new Map<string, { readonly value: Value; readonly version: number }>()
  return {
    read: (key: string): Stored<Value> | undefined => {
      const row = rows.get(key)
      return row && { value: row.value, version: String(row.version) }
    },
    put: (key: string, value: Value): string => {
      const version = (rows.get(key)?.version ?? 0) + 1
      rows.set(key, { value, version })
      return String(version)
    },
    remove: (key: string) => void rows.delete(key),
    all: () => [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { value }]) => value),
  }
}

type Rows<Value> = ReturnType<typeof conditionalRows<Value>>

export interface Store {
  readonly heads: Rows<StoredOrder>
  readonly chunks: Rows<{ readonly order: OrderId; readonly chunk: Chunk }>
  readonly segments: Rows<Segment>
}

const pageSize = 2

/** Chunks and segments of orders in memory; a page has room for two parts. */
export function storedParts(store: Store): OrderParts {
  const { chunks, segments } = store
  const partsOf = (order: OrderId) => chunks.all().filter((of) => of.order === order)
  return {
    addParts: (order, parts) => Promise.resolve(void [...parts].map((part) => put(store, order, part))),
    readPart: (order, part) => Promise.resolve(readPart(store, order, part)),
    readParts(order, next = '0') {
      const [all, from] = [partsOf(order.id), Number(next)]
      const page = all.slice(from, from + pageSize)
      const values = page.flatMap(({ chunk }) => readPart(store, order, partOfChunk(chunk)) ?? [])
      return Promise.resolve(from + pageSize < all.length ? { values, next: String(from + pageSize) } : { values })
    },
    readSegment: (order, number) => Promise.resolve(segments.read(segmentIdOf(order.id, number))),
    updateParts: (parts) => Promise.resolve(updateParts(store, parts)),
    resolveSegment: (order, segment, made) => Promise.resolve(resolveSegment(store, { order, segment, made })),
    removeParts(order) {
      for (const { chunk } of partsOf(order)) chunks.remove(chunkIdOf(order, partOfChunk(chunk)))
      return Promise.resolve()
    },
  }
}

const put = ({ chunks, segments }: Store, order: OrderId, part: Chunk | Segment) =>
  'recipients' in part
    ? segments.put(segmentIdOf(order, part.number), part)
    : chunks.put(chunkIdOf(order, partOfChunk(part)), { order, chunk: part })

function readPart({ chunks }: Store, order: OrderHead, part: Part): Stored<Order> | undefined {
  const row = chunks.read(chunkIdOf(order.id, part))
  return row && { value: seenThrough(order, row.value.chunk), version: row.version }
}

function updateParts(store: Store, parts: readonly Stored<Order>[]): Update {
  const [first] = parts
  if (first === undefined) throw new Error('there is nothing to store')
  const rows = parts.map(({ value }) => readPart(store, value, partOfChunk(value.chunk)))
  if (rows.includes(undefined)) return { outcome: 'gone' }
  if (rows.some((row, i) => row?.version !== parts[i]?.version)) return { outcome: 'conflict' }
  const [version = ''] = parts.map(({ value: { id, chunk } }) => put(store, id, chunk))
  const finished = parts.map(({ value }) => value).filter(({ chunk }) => isFinished(chunk))
  for (const { id, chunk } of finished) store.heads.put(id, afterFinished(store, id, chunk))
  const { state } = first.value
  return { outcome: 'stored', version, state: finished.length > 0 ? stateOf(store, first.value) : state }
}

const stateOf = ({ heads }: Store, { id, state }: OrderHead) => heads.read(id)?.value.state ?? state

function afterFinished(store: Store, id: OrderId, chunk: Chunk): OrderHead {
  const order = store.heads.read(id)?.value
  if (order === undefined) throw new Error('parts without an order')
  const segment = store.segments.read(segmentIdOf(id, partOfChunk(chunk).segment))?.value
  return settled(store, withFinishedChunk({ order, ...(segment === undefined ? {} : { segment }) }, chunk))
}

function settled(store: Store, { order, segment }: Progress): OrderHead {
  if (segment !== undefined) put(store, order.id, segment)
  return order
}

interface Resolving {
  readonly order: OrderHead
  readonly segment: Stored<Segment>
  readonly made: readonly Chunk[]
}

function resolveSegment(store: Store, { order: { id }, segment: { value, version }, made }: Resolving): Update {
  const order = store.heads.read(id)?.value
  if (order === undefined) return { outcome: 'gone' }
  if (store.segments.read(segmentIdOf(id, value.number))?.version !== version) return { outcome: 'conflict' }
  for (const chunk of made) put(store, id, chunk)
  const after = settled(store, withResolvedSegment({ order, segment: value }, made, order.processed))
  return { outcome: 'stored', version: store.heads.put(id, after), state: after.state }
}

/** Each channel has its own expiry, and only SMS wait for the daytime. */
function seenThrough({ policy, ...order }: OrderHead, chunk: Chunk): Order {
  const own = chunk.channel === 'sms' && policy !== undefined ? { policy } : {}
  return { ...order, ...own, expiry: expiryOf(chunk.channel, { ...order, ...own }), chunk }
}
