import type { Channel } from '../../domain/channel.ts'
import { hasSucceeded, idIn, type Notification } from '../../domain/notification.ts'
import type { Order } from '../../domain/order.ts'
import { hasNotifications } from '../../domain/shipment.ts'
import type { OrderNotifications } from '../../use-cases/read-notifications.ts'
import { printDateTime } from './door/date-time.ts'
import type { NotificationSummary } from './wire/notification-summary.ts'
import { statusDescriptions } from './wire/status-descriptions.ts'

const stateNames = { new: 'New', claimed: 'Sending', unknown: 'Sending' }
const acceptedNames = { email: 'Succeeded', sms: 'Accepted' }

/** The name under which a state is known to the routes of the first version, and to support. */
export function statusName(channel: Channel, { state, result = 'Failed' }: Notification): string {
  if (state === 'final') return result
  return state === 'accepted' ? acceptedNames[channel] : stateNames[state]
}

/** The order's notifications of a channel; none before they are generated, and none of another channel. */
export function notificationSummary({ order, parts }: OrderNotifications, channel: Channel): NotificationSummary {
  const shown = hasNotifications(order) ? parts.filter(({ chunk }) => chunk.channel === channel) : []
  const notifications = shown.flatMap((part) => part.chunk.notifications.map((n) => notificationView(part, n)))
  return {
    orderId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    generated: notifications.length,
    succeeded: notifications.filter(({ succeeded }) => succeeded).length,
    notifications,
  }
}

function recipientOf(channel: Channel, notification: Notification) {
  const { address, nationalIdentityNumber, organizationNumber } = notification
  return {
    ...(address === '' ? {} : channel === 'email' ? { emailAddress: address } : { mobileNumber: address }),
    ...(organizationNumber === undefined ? {} : { organizationNumber }),
    ...(nationalIdentityNumber === undefined ? {} : { nationalIdentityNumber }),
  }
}

function notificationView(order: Order, notification: Notification): NotificationSummary['notifications'][number] {
  const { channel } = order.chunk
  const name = statusName(channel, notification)
  const description = statusDescriptions[channel][name]
  return {
    id: idIn(order.id, order.chunk, notification),
    succeeded: hasSucceeded(notification),
    recipient: recipientOf(channel, notification),
    sendStatus: {
      // The end of the lifetime has no name of its own here, only its description.
      status: name === 'Failed_TTL' ? 'Failed' : name,
      ...(description === undefined ? {} : { description }),
      lastUpdate: printDateTime(notification.at),
    },
  }
}
