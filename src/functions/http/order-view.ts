import type { Order } from '../../domain/order.ts'
import type { OrderWithContent } from '../../use-cases/read-order.ts'
import { printDateTime } from './door/date-time.ts'
import { succeeded } from './notification-view.ts'
import type { NotificationOrder } from './wire/notification-order.ts'
import type { NotificationOrderWithStatus } from './wire/notification-order-with-status.ts'

/** Where the routes of an order are, below the address that callers know. */
const linkTo = (baseUri: string, { id }: Order, rest = '') => `${baseUri}/notifications/api/v1/orders/${id}${rest}`

function headOf(order: Order) {
  return {
    id: order.id,
    ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
    requestedSendTime: printDateTime(order.requestedSendTime),
    creator: order.creator,
    created: printDateTime(order.created),
    notificationChannel: order.chunk.channel === 'email' ? ('Email' as const) : ('Sms' as const),
  }
}

/** The order as it was registered; what has been erased is not shown. */
export function orderView({ order, content }: OrderWithContent, baseUri: string): NotificationOrder {
  const { email, sms } = content ?? {}
  return {
    ...headOf(order),
    recipients:
      content === undefined ? [] : order.chunk.notifications.map(({ address }) => recipientOf(order, address)),
    ...(email === undefined ? {} : { emailTemplate: templateOf(email) }),
    ...(sms === undefined ? {} : { smsTemplate: { senderNumber: sms.sender, body: sms.body } }),
    links: { self: linkTo(baseUri, order), status: linkTo(baseUri, order, '/status') },
  }
}

const recipientOf = ({ chunk }: Order, address: string) =>
  chunk.channel === 'email' ? { emailAddress: address } : { mobileNumber: address }

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
export function orderStatusView(order: Order, baseUri: string): NotificationOrderWithStatus {
  const [status, description] = statuses[order.state]
  const processingStatus = { status, description, lastUpdate: printDateTime(order.processed) }
  if (order.state !== 'Processing' && order.state !== 'Completed') return { ...headOf(order), processingStatus }
  const { channel, notifications } = order.chunk
  const counted = {
    links: { self: linkTo(baseUri, order, `/notifications/${channel}`) },
    generated: notifications.length,
    succeeded: notifications.filter((n) => succeeded(channel, n)).length,
  }
  return { ...headOf(order), processingStatus, notificationsStatusSummary: { [channel]: counted } }
}
