import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import type { Channel } from './channel.ts'
import { lifecycleOf, type Notification } from './notification.ts'
import { orderLifecycle, type Order, type OrderHead, type OrderType } from './order.ts'

/** An order as its creator follows it, whether it is final or not. */
export interface Shipment {
  readonly shipmentId: string
  readonly sendersReference?: string
  readonly type: OrderType
  readonly status: ProcessingLifecycle
  readonly lastUpdate: Date
  readonly recipients: readonly ShipmentRecipient[]
}

export interface ShipmentRecipient {
  readonly type: 'Email' | 'SMS'
  readonly destination: string
  readonly status: ProcessingLifecycle
  readonly lastUpdate: Date
}

/** @param parts the order's notifications, e-mail first */
export function shipmentOf(order: OrderHead, parts: readonly Order[]): Shipment {
  return {
    shipmentId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    type: order.type,
    status: orderLifecycle(order),
    lastUpdate: order.processed,
    recipients: hasNotifications(order) ? parts.flatMap(recipientsOf) : [],
  }
}

/** Before an order is picked up there are, to the outside, no notifications yet. */
export const hasNotifications = ({ state }: OrderHead) => state === 'Processing' || state === 'Completed'

/** Whoever has no address, or is reserved, is there with an empty one. */
const recipientsOf = ({ chunk: { channel, notifications } }: Order): ShipmentRecipient[] =>
  notifications.map((notification) => recipientOf(channel, notification))

const recipientOf = (channel: Channel, n: Notification): ShipmentRecipient => ({
  type: channel === 'email' ? 'Email' : 'SMS',
  destination: n.address,
  status: lifecycleOf(channel, n),
  lastUpdate: n.at,
})
