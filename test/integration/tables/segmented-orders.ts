import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { newOrder, toAddresses, type NewOrder, type OrderDraft } from '../../../src/domain/new-order.ts'
import type { Notification } from '../../../src/domain/notification.ts'
import type { Order, OrderHead } from '../../../src/domain/order.ts'
import type { Segment } from '../../../src/domain/segments.ts'
import type { Stored } from '../../../src/use-cases/ports.ts'
import { noon, sampleOrder, secondsAfter } from '../../unit/domain/sample-order.ts'
import { delivered } from '../../unit/domain/sample-segments.ts'
import type { startedTables } from './started-tables.ts'

export const content = { sms: { sender: 'Altinn', body: 'En hemmelig SMS' } }
export const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ nationalIdentityNumber: String(16_069_400_000 + i) }))
export const numbers = (count: number) => Array.from({ length: count }, (_, i) => `+47${String(99_900_000 + i)}`)

/** An order as it is registered, that nobody has stored. */
export function drafted(changes: Partial<OrderDraft>, { id } = sampleOrder()): NewOrder {
  const { type, creator, nonce, idempotencyHash, reminders } = sampleOrder()
  const draft: OrderDraft = { channel: 'Sms', recipients: [], requestedSendTime: noon, content, ...changes }
  return newOrder(draft, { id, type, creator, nonce, idempotencyHash, reminders, created: noon })
}

/** Orders in segments, stored as they are in life, and their rows as they then are. */
export function segmentedOrders(tables: ReturnType<typeof startedTables>) {
  const orders = () => tableOrders(tables.client('orders'))
  async function accepted(order: NewOrder): Promise<OrderHead> {
    if (order.parts !== undefined) await orders().addParts(order.order.id, order.parts)
    await orders().insert([order])
    return order.order
  }
  return {
    orders,
    accepted,
    large: (count: number) => accepted(drafted(toAddresses('sms', numbers(count)))),
    toPeople: (count: number) => accepted(drafted({ channel: 'EmailAndSms', recipients: people(count) })),
    partOf: async (order: OrderHead, segment: number, chunk = 0): Promise<Stored<Order>> =>
      present(await orders().readPart(order, { segment, chunk })),
    headOf: async ({ id }: OrderHead): Promise<OrderHead> => present(await orders().read(id)).value,
    segmentOf: async (order: OrderHead, number = 1): Promise<Stored<Segment>> =>
      present(await orders().readSegment(order, number)),
  }
}

function present<Value>(stored: Stored<Value> | undefined): Stored<Value> {
  if (stored === undefined) throw new Error('the row is there')
  return stored
}

/** The part with all its notifications changed. */
export const changed = ({ value, version }: Stored<Order>, changes: Partial<Notification>): Stored<Order> => {
  const notifications = value.chunk.notifications.map((n) => ({ ...n, ...changes }))
  return { value: { ...value, chunk: { ...value.chunk, notifications } }, version }
}

export const later = secondsAfter(noon, 60)
export const final = { ...delivered, at: later }
