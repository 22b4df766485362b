import pLimit from 'p-limit'
import { isFor, type Identity } from '../domain/identity.ts'
import { isWhole, type Order, type StoredOrder } from '../domain/order.ts'
import type { RecipientRow } from '../domain/recipient-row.ts'
import { hasNotifications } from '../domain/shipment.ts'
import type { Interval, Ports } from './ports.ts'

export interface RecipientOrder {
  readonly order: StoredOrder
  /** Its notifications, only those for whom was looked for; at least one. */
  readonly parts: readonly Order[]
}

type FindPorts = Pick<Ports, 'recipients' | 'orders'>

const concurrency = 16

/**
 * The orders of all creators that somebody was to be notified by, the latest first. A row whose order does not name
 * them, or not yet, is left out.
 */
export async function findRecipient(
  ports: FindPorts,
  identity: Identity,
  interval: Interval,
): Promise<readonly RecipientOrder[]> {
  const byOrder = Map.groupBy(await ports.recipients.find(identity, interval), ({ order }) => order)
  const found = await pLimit(concurrency).map([...byOrder.values()], (rows) => orderBehind(ports, rows, identity))
  return found.filter((one) => one !== undefined)
}

async function orderBehind(
  ports: FindPorts,
  rows: readonly RecipientRow[],
  identity: Identity,
): Promise<RecipientOrder | undefined> {
  const [row] = rows
  const order = row === undefined ? undefined : (await ports.orders.read(row.order))?.value
  if (order === undefined || !hasNotifications(order)) return undefined
  const parts = await Promise.all(rows.map(({ segment }) => partsOfSegment(ports, order, segment)))
  const own = parts.flat().flatMap((part) => onlyFor(part, identity))
  return own.length === 0 ? undefined : { order, parts: own }
}

async function partsOfSegment({ orders }: FindPorts, order: StoredOrder, number: number): Promise<readonly Order[]> {
  if (isWhole(order)) return number === 1 ? [order] : []
  const segment = await orders.readSegment(order, number)
  const { email = [], sms = [] } = segment?.value.chunks ?? {}
  const read = (chunk: number) => orders.readPart(order, { segment: number, chunk })
  const parts = await Promise.all([...email, ...sms].map(read))
  return parts.flatMap((part) => part?.value ?? [])
}

function onlyFor(part: Order, identity: Identity): Order[] {
  const notifications = part.chunk.notifications.filter((notification) => isFor(notification, identity))
  return notifications.length === 0 ? [] : [{ ...part, chunk: { ...part.chunk, notifications } }]
}
