import type { Order, StoredOrder } from '../domain/order.ts'
import { hasNotifications } from '../domain/shipment.ts'
import type { Ports } from './ports.ts'
import { readOrder, type OwnOrder } from './read-order.ts'
import { readParts } from './read-parts.ts'

export interface OrderNotifications {
  readonly order: StoredOrder
  /** The order's notifications, e-mail first; none before they are generated. */
  readonly parts: readonly Order[]
}

/** Undefined when there is no such order, or when it is somebody else's. */
export async function readNotifications(
  ports: Pick<Ports, 'orders'>,
  own: OwnOrder,
): Promise<OrderNotifications | undefined> {
  const order = (await readOrder(ports, own))?.value
  return order && { order, parts: hasNotifications(order) ? await readParts(ports, order) : [] }
}
