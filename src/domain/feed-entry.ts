import type { Channel } from './channel.ts'
import type { OrderId } from './ids.ts'
import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import { lifecycleOf, type Notification } from './notification.ts'
import { orderLifecycle, type Order } from './order.ts'

/** One element of the status feed, immutable from the moment it got its number. */
export interface FeedEntry {
  readonly shipmentId: OrderId
  readonly sendersReference?: string
  readonly recipients: readonly FeedRecipient[]
  readonly status: ProcessingLifecycle
  readonly lastUpdate: Date
  readonly shipmentType: string
}

export interface FeedRecipient {
  readonly destination: string
  readonly status: ProcessingLifecycle
  readonly lastUpdate: Date
}

/** A final order as its creator will see it in the feed; one whose condition was not met has no recipients. */
export function feedEntryOf(order: Order): FeedEntry {
  return {
    shipmentId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    recipients:
      order.state === 'Completed' ? order.chunk.notifications.map((n) => recipientOf(order.chunk.channel, n)) : [],
    status: orderLifecycle(order),
    lastUpdate: order.processed,
    shipmentType: order.type,
  }
}

const recipientOf = (channel: Channel, notification: Notification): FeedRecipient => ({
  destination: notification.address,
  status: lifecycleOf(channel, notification),
  lastUpdate: notification.at,
})
