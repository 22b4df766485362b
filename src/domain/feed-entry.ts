import type { Channel } from './channel.ts'
import type { OrderId } from './ids.ts'
import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import { lifecycleOf, type Notification } from './notification.ts'
import { orderLifecycle, type Order, type OrderHead } from './order.ts'

/** One element of the status feed, immutable from the moment it got its number. */
export interface FeedEntry {
  readonly shipmentId: OrderId
  readonly sendersReference?: string
  readonly recipients: readonly FeedRecipient[]
  /** Too many recipients to be stored twice: they are put together from the order, final as it is, when read. */
  readonly isLarge?: true
  readonly status: ProcessingLifecycle
  readonly lastUpdate: Date
  readonly shipmentType: string
}

export interface FeedRecipient {
  readonly destination: string
  readonly status: ProcessingLifecycle
  readonly lastUpdate: Date
}

/** Their recipients take about 48 KiB. */
export const mostEmbedded = 300

/**
 * A final order as its creator will see it in the feed; one whose condition was not met has no recipients.
 * @param parts the order's notifications; undefined where they are too many
 */
export function feedEntryOf(order: OrderHead, parts: readonly Order[] | undefined): FeedEntry {
  return {
    shipmentId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    recipients: order.state === 'Completed' ? feedRecipients(parts ?? []) : [],
    ...(parts === undefined ? { isLarge: true } : {}),
    status: orderLifecycle(order),
    lastUpdate: order.processed,
    shipmentType: order.type,
  }
}

/** Whoever had no address, or is reserved, is there with an empty one. */
export const feedRecipients = (parts: readonly Order[]): FeedRecipient[] =>
  parts.flatMap(({ chunk }) => chunk.notifications.map((notification) => recipientOf(chunk.channel, notification)))

const recipientOf = (channel: Channel, notification: Notification): FeedRecipient => ({
  destination: notification.address,
  status: lifecycleOf(channel, notification),
  lastUpdate: notification.at,
})
