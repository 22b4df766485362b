import type { Identity } from '../../domain/identity.ts'
import type { Order } from '../../domain/order.ts'
import type { RecipientOrder } from '../../use-cases/find-recipient.ts'
import { printDateTime } from './door/date-time.ts'
import { statusName } from './notification-view.ts'
import { channelOf } from './order-view.ts'
import type { DashboardNotification } from './wire/dashboard-notification.ts'

/** An order as support sees it: of its recipients, only the one that was looked for. */
export function dashboardView({ order, parts }: RecipientOrder, identity: Identity): DashboardNotification {
  const { sendersReference, terms } = order
  return {
    shipmentId: order.id,
    creatorName: order.creator,
    ...(terms?.resourceId === undefined ? {} : { resourceId: terms.resourceId }),
    ...(sendersReference === undefined ? {} : { sendersReference }),
    requestedSendTime: printDateTime(order.requestedSendTime),
    notificationChannel: channelOf(order),
    notificationType: order.type,
    deliveryAttempts: parts.flatMap((part) => attemptViews(part, identity)),
  }
}

const attemptViews = ({ chunk: { channel, notifications } }: Order, { kind, number }: Identity) =>
  notifications.map(({ address, ...notification }) => ({
    [kind]: number,
    channel,
    ...(address === '' ? {} : channel === 'email' ? { emailAddress: address } : { mobileNumber: address }),
    result: statusName(channel, { address, ...notification }),
    resultTime: printDateTime(notification.at),
  }))
