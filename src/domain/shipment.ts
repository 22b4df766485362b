import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import { lifecycleOf } from './notification.ts'
import { orderLifecycle, type Order, type OrderType } from './order.ts'

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

export function shipmentOf(order: Order): Shipment {
  return {
    shipmentId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    type: order.type,
    status: orderLifecycle(order),
    lastUpdate: order.processed,
    recipients: hasNotifications(order) ? recipientsOf(order) : [],
  }
}

/** Before an order is picked up there are, to the outside, no notifications yet. */
export const hasNotifications = ({ state }: Order) => state === 'Processing' || state === 'Completed'

const recipientsOf = ({ chunk: { channel, notifications } }: Order): ShipmentRecipient[] =>
  notifications.map((n) => ({
    type: channel === 'email' ? 'Email' : 'SMS',
    destination: n.address,
    status: lifecycleOf(channel, n),
    lastUpdate: n.at,
  }))
