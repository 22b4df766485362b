import type { TableEntity } from '@azure/data-tables'
import { chainOf, type OrderId } from '../../domain/ids.ts'
import {
  isWhole,
  type Order,
  type OrderContent,
  type OrderState,
  type OrderType,
  type StoredOrder,
  type Terms,
} from '../../domain/order.ts'
import type { NewOrder } from '../../domain/new-order.ts'
import type { SendingTimePolicy } from '../../domain/sending-time-policy.ts'
import { chunkColumnNames, chunkColumns, chunkFrom } from './chunk-columns.ts'
import { gather, pack, spread, unpack } from './packing.ts'
import { segmentColumns } from './segment-row.ts'
import { segmentsFrom, segmentsText } from './segments-column.ts'

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
  readonly reservation?: string
  readonly attachments?: number
  readonly reminders: number
  readonly policy?: string
  /** Absent where the order is in segments. */
  readonly chunk?: string
  readonly chunkPieces?: number
  readonly segments?: string
  readonly terms?: string
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
  'reservation',
  'attachments',
  'reminders',
  'policy',
  ...chunkColumnNames,
  'segments',
  'terms',
  'expiry',
  'nonce',
  'idempotencyHash',
  'erased',
]

/** Row keys are ids: unique by themselves, and an order's own rows sort behind it. */
export const orderKey = (id: OrderId) => ({ partitionKey: chainOf(id), rowKey: id as string })

export const insertRow = ({ order, content, segment }: NewOrder): TableEntity<Partial<OrderRow>> => ({
  ...orderKey(order.id),
  v: 1,
  type: order.type,
  creator: order.creator,
  ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
  ...(order.policy === undefined ? {} : { policy: order.policy }),
  ...(order.attachments === undefined ? {} : { attachments: order.attachments }),
  reminders: order.reminders,
  requestedSendTime: order.requestedSendTime,
  created: order.created,
  expiry: order.expiry,
  nonce: order.nonce,
  idempotencyHash: order.idempotencyHash,
  erased: order.erased,
  ...life(order),
  ...(order.terms === undefined ? {} : { terms: JSON.stringify(order.terms) }),
  ...(segment === undefined ? {} : segmentColumns(segment)),
  ...spread('content', pack(content)),
})

/** What a merge carries: never the content. */
export const mergeRow = (order: StoredOrder): TableEntity<Partial<OrderRow>> => ({
  ...orderKey(order.id),
  ...life(order),
})

/**
 * Merge cannot remove a property, so what is erased is overwritten with nothing.
 * @param pieces the properties that hold content, recipients, or what a longer form of the chunk left behind
 */
export function erasedRow(order: StoredOrder, pieces: readonly string[]): TableEntity<Partial<OrderRow>> {
  const emptied = Object.fromEntries(pieces.map((name) => [name, new Uint8Array(0)]))
  const erased = isWhole(order) ? withoutAddresses(order) : order
  return { ...emptied, ...mergeRow(erased), sendersReference: '', terms: '', erased: true }
}

function withoutAddresses(order: Order): Order {
  const notifications = order.chunk.notifications.map(({ index, state, result, at, attempt, receipt }) => ({
    index,
    address: '',
    state,
    at,
    attempt,
    ...(result === undefined ? {} : { result }),
    ...(receipt === undefined ? {} : { receipt }),
  }))
  return { ...order, chunk: { ...order.chunk, notifications } }
}

const life = (order: StoredOrder) => ({
  state: order.state,
  processed: order.processed,
  // Merge cannot remove it either.
  ...(order.type === 'Instant' ? { reservation: order.reservation ?? '' } : {}),
  ...(order.chunk === undefined ? {} : chunkColumns(order.chunk)),
  ...(order.segments === undefined ? {} : { segments: segmentsText(order.segments) }),
})

export function orderFrom(row: OrderRow & { rowKey?: string }): StoredOrder {
  const head = { ...factsFrom(row), ...extrasFrom(row) }
  const { chunk, chunkPieces = 0, segments } = row
  if (chunk !== undefined) return { ...head, chunk: chunkFrom({ ...row, chunk, chunkPieces }) }
  return segments === undefined ? head : { ...head, segments: segmentsFrom(segments) }
}

const factsFrom = (row: OrderRow & { rowKey?: string }) => ({
  id: row.rowKey as OrderId,
  type: row.type as OrderType,
  creator: row.creator,
  requestedSendTime: row.requestedSendTime,
  created: row.created,
  processed: row.processed,
  state: row.state as OrderState,
  reminders: row.reminders,
  expiry: row.expiry,
  nonce: row.nonce,
  idempotencyHash: row.idempotencyHash,
  erased: row.erased,
})

/** What not every order has. */
const extrasFrom = ({ erased, sendersReference, reservation, attachments, policy, terms }: OrderRow) => ({
  // An empty reference is a reference, until erasure has left it behind.
  ...(erased || sendersReference === undefined ? {} : { sendersReference }),
  ...(reservation ? { reservation: reservation as NonNullable<Order['reservation']> } : {}),
  ...(attachments === undefined ? {} : { attachments }),
  ...(policy === undefined ? {} : { policy: policy as SendingTimePolicy }),
  ...(terms ? { terms: JSON.parse(terms) as Terms } : {}),
})

/** Undefined once the order has been erased. */
export function contentFrom(row: object): OrderContent | undefined {
  const bytes = gather('content', row as Record<string, unknown>)
  return bytes.length === 0 ? undefined : (unpack(bytes) as OrderContent)
}
