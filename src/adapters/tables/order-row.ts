import type { TableEntity } from '@azure/data-tables'
import { chainOf, type OrderId } from '../../domain/ids.ts'
import type { Order, OrderContent, OrderState, OrderType } from '../../domain/order.ts'
import type { SendingTimePolicy } from '../../domain/sending-time-policy.ts'
import { chunkColumnNames, chunkColumns, chunkFrom } from './chunk-columns.ts'
import { gather, pack, spread, unpack } from './packing.ts'

/** How an order lies in the table. Version 1 of the row. */
export interface OrderRow {
  readonly v: 1
  readonly type: string
  readonly creator: string
  readonly sendersReference?: string
  readonly requestedSendTime: Date
  readonly created: Date
  readonly processed: Date
  readonly state: string
  readonly reminders: number
  readonly policy?: string
  readonly chunk: string
  readonly chunkPieces: number
  readonly expiry: Date
  readonly nonce: string
  readonly idempotencyHash: string
  readonly erased: boolean
}

/** Everything but the content, for reads that do not need it. */
export const lifeColumns = [
  'rowKey',
  'v',
  'type',
  'creator',
  'sendersReference',
  'requestedSendTime',
  'created',
  'processed',
  'state',
  'reminders',
  'policy',
  ...chunkColumnNames,
  'expiry',
  'nonce',
  'idempotencyHash',
  'erased',
]

/** Row keys are ids: unique by themselves, and an order's own rows sort behind it. */
export const orderKey = (id: OrderId) => ({ partitionKey: chainOf(id), rowKey: id as string })

export const insertRow = (order: Order, content: OrderContent): TableEntity<Partial<OrderRow>> => ({
  ...orderKey(order.id),
  v: 1,
  type: order.type,
  creator: order.creator,
  ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
  ...(order.policy === undefined ? {} : { policy: order.policy }),
  reminders: order.reminders,
  requestedSendTime: order.requestedSendTime,
  created: order.created,
  expiry: order.expiry,
  nonce: order.nonce,
  idempotencyHash: order.idempotencyHash,
  erased: order.erased,
  ...life(order),
  ...spread('content', pack(content)),
})

/** What a merge carries: never the content. */
export const mergeRow = (order: Order): TableEntity<Partial<OrderRow>> => ({ ...orderKey(order.id), ...life(order) })

/**
 * Merge cannot remove a property, so what is erased is overwritten with nothing.
 * @param pieces the properties that content, and what a longer form of the chunk left behind, are spread over
 */
export function erasedRow(order: Order, pieces: readonly string[]): TableEntity<Partial<OrderRow>> {
  const notifications = order.chunk.notifications.map(({ report: _, ...n }) => ({ ...n, address: '' }))
  const erased = { ...order, chunk: { ...order.chunk, notifications } }
  const emptied = Object.fromEntries(pieces.map((name) => [name, new Uint8Array(0)]))
  return { ...emptied, ...mergeRow(erased), sendersReference: '', erased: true }
}

const life = ({ state, processed, chunk }: Order) => ({ state, processed, ...chunkColumns(chunk) })

export function orderFrom(row: OrderRow & { rowKey?: string }): Order {
  const { sendersReference, type, state, creator, requestedSendTime, created, processed, expiry, nonce } = row
  return {
    id: row.rowKey as OrderId,
    type: type as OrderType,
    creator,
    // An empty reference is a reference, until erasure has left it behind.
    ...(row.erased || sendersReference === undefined ? {} : { sendersReference }),
    requestedSendTime,
    created,
    processed,
    state: state as OrderState,
    reminders: row.reminders,
    ...(row.policy === undefined ? {} : { policy: row.policy as SendingTimePolicy }),
    chunk: chunkFrom(row),
    expiry,
    nonce,
    idempotencyHash: row.idempotencyHash,
    erased: row.erased,
  }
}

/** Undefined once the order has been erased. */
export function contentFrom(row: object): OrderContent | undefined {
  const bytes = gather('content', row as Record<string, unknown>)
  return bytes.length === 0 ? undefined : (unpack(bytes) as OrderContent)
}
