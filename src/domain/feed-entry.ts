import type { OrderId } from './ids.ts'
import { lifecycleOf, type Notification } from './notification.ts'
import { orderLifecycle, type Order } from './order.ts'

/** One element of the status feed, immutable from the moment it got its number. */
export interface FeedEntry {
  readonly shipmentId: OrderId
  readonly sendersReference?: string
  readonly recipients: readonly FeedRecipient[]
  readonly status: string
  readonly lastUpdate: Date
  readonly shipmentType: string
}

export interface FeedRecipient {
  readonly destination: string
  readonly status: string
  readonly lastUpdate: Date
}

/** A final order as its creator will see it in the feed; one whose condition was not met has no recipients. */
export function feedEntryOf(order: Order): FeedEntry {
  return {
    shipmentId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    recipients: order.state === 'Completed' ? order.chunk.notifications.map(recipientOf) : [],
    status: orderLifecycle(order),
    lastUpdate: order.processed,
    shipmentType: order.type,
  }
}

const recipientOf = (notification: Notification): FeedRecipient => ({
  destination: notification.address,
  status: lifecycleOf(notification),
  lastUpdate: notification.at,
})
