import type { Channel } from '../../domain/channel.ts'
import { notificationIdOf } from '../../domain/ids.ts'
import type { Notification } from '../../domain/notification.ts'
import type { Order } from '../../domain/order.ts'
import { hasNotifications } from '../../domain/shipment.ts'
import { printDateTime } from './door/date-time.ts'
import type { NotificationSummary } from './wire/notification-summary.ts'
import { statusDescriptions } from './wire/status-descriptions.ts'

const stateNames = { new: 'New', claimed: 'Sending', unknown: 'Sending' }
const acceptedNames = { email: 'Succeeded', sms: 'Accepted' }

/** The name under which a state is known to the routes of the first version. */
function statusName(channel: Channel, { state, result = 'Failed' }: Notification): string {
  if (state === 'final') return result
  return state === 'accepted' ? acceptedNames[channel] : stateNames[state]
}

/** The provider has taken it, as far as is known. */
export const succeeded = (channel: Channel, notification: Notification) =>
  ['Delivered', acceptedNames[channel]].includes(statusName(channel, notification))

/** The order's notifications of a channel; none before they are generated, and none of another channel. */
export function notificationSummary(order: Order, channel: Channel): NotificationSummary {
  const shown = hasNotifications(order) && order.chunk.channel === channel ? order.chunk.notifications : []
  return {
    orderId: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    generated: shown.length,
    succeeded: shown.filter((n) => succeeded(channel, n)).length,
    notifications: shown.map((n) => notificationView(order, n)),
  }
}

function notificationView(order: Order, notification: Notification): NotificationSummary['notifications'][number] {
  const { channel } = order.chunk
  const name = statusName(channel, notification)
  const description = statusDescriptions[channel][name]
  return {
    id: notificationIdOf(order.id, 1, notification.index),
    succeeded: succeeded(channel, notification),
    recipient: channel === 'email' ? { emailAddress: notification.address } : { mobileNumber: notification.address },
    sendStatus: {
      // The end of the lifetime has no name of its own here, only its description.
      status: name === 'Failed_TTL' ? 'Failed' : name,
      ...(description === undefined ? {} : { description }),
      lastUpdate: printDateTime(notification.at),
    },
  }
}
