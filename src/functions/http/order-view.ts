import type { Channel } from '../../domain/channel.ts'
import type { OrderHead, StoredOrder } from '../../domain/order.ts'
import type { OrderedRecipient } from '../../domain/ordered-recipient.ts'
import { hasNotifications } from '../../domain/shipment.ts'
import type { OrderStatus } from '../../use-cases/read-order-status.ts'
import type { OrderWithContent } from '../../use-cases/read-order.ts'
import { printDateTime } from './door/date-time.ts'
import type { NotificationOrder } from './wire/notification-order.ts'
import type { NotificationOrderWithStatus } from './wire/notification-order-with-status.ts'

/** Where the routes of an order are, below the address that callers know. */
const linkTo = (baseUri: string, { id }: OrderHead, rest = '') => `${baseUri}/notifications/api/v1/orders/${id}${rest}`

const channelNames = { email: 'Email', sms: 'Sms' } as const

/** Unless an order says how its channel is chosen it has one only. */
export function channelOf({ terms, segments, chunk }: StoredOrder): NotificationOrder['notificationChannel'] {
  return terms?.channel ?? channelNames[chunk?.channel ?? segments?.channels[0] ?? 'email']
}

function headOf(order: StoredOrder) {
  const { ignoreReservation, resourceId, resourceAction, conditionEndpoint } = order.terms ?? {}
  return {
    id: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    requestedSendTime: printDateTime(order.requestedSendTime),
    creator: order.creator,
    created: printDateTime(order.created),
    notificationChannel: channelOf(order),
    ...(ignoreReservation === undefined ? {} : { ignoreReservation }),
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(resourceAction === undefined ? {} : { resourceAction }),
    ...(conditionEndpoint === undefined ? {} : { conditionEndpoint }),
  }
}

/** The order as it was registered; what has been erased is not shown. */
export function orderView({ order, content, recipients }: OrderWithContent, baseUri: string): NotificationOrder {
  const { email, sms } = content ?? {}
  return {
    ...headOf(order),
    recipients: recipients.map(recipientOf),
    ...(email === undefined ? {} : { emailTemplate: templateOf(email) }),
    ...(sms === undefined ? {} : { smsTemplate: { senderNumber: sms.sender, body: sms.body } }),
    links: { self: linkTo(baseUri, order), status: linkTo(baseUri, order, '/status') },
  }
}

/** External identities have no place here. */
const recipientOf = ({ externalIdentity: _, ...shown }: OrderedRecipient) => shown

const templateOf = ({
  senderEmailAddress,
  ...email
}: NonNullable<NonNullable<OrderWithContent['content']>['email']>) => ({
  fromAddress: senderEmailAddress,
  ...email,
})

/** `Processed` has been generated but not finished: v1 calls that completed, and describes it. */
const statuses = {
  Registered: ['Registered', 'Order has been registered and is awaiting requested send time before processing.'],
  Processing: ['Completed', 'Order processing is done. Notifications have been successfully generated.'],
  Completed: ['Completed', 'Order processing is completed. All notifications have a final status.'],
  SendConditionNotMet: ['SendConditionNotMet', 'Order processing was stopped due to send condition not being met.'],
  Cancelled: ['Cancelled', 'Order processing was stopped due to order being cancelled.'],
} as const

/** The order, how far it has come, and how many of its notifications have succeeded. */
export function orderStatusView({ order, tally }: OrderStatus, baseUri: string): NotificationOrderWithStatus {
  const [status, description] = statuses[order.state]
  const processingStatus = { status, description, lastUpdate: printDateTime(order.processed) }
  if (!hasNotifications(order)) return { ...headOf(order), processingStatus }
  const counted = (channel: Channel) =>
    tally[channel] === undefined
      ? {}
      : { [channel]: { links: { self: linkTo(baseUri, order, `/notifications/${channel}`) }, ...tally[channel] } }
  return {
    ...headOf(order),
    processingStatus,
    notificationsStatusSummary: { ...counted('email'), ...counted('sms') },
  }
}
