import type { Published, PublishedAnswer } from '../door/published.ts'
import { PlainProblem } from '../door/problems.ts'
import { NotificationOrderWithStatus } from '../wire/notification-order-with-status.ts'
import { NotificationOrder, NotificationOrderList } from '../wire/notification-order.ts'
import { NotificationSummary } from '../wire/notification-summary.ts'
import { samples } from './samples.ts'

const unknown: PublishedAnswer = { meaning: 'No such order, or not an order of this creator.' }
const common = { tag: 'First version', deprecated: true } as const
const link = `${samples.links}/${samples.order}`

const head = {
  id: samples.order,
  sendersReference: 'case-42',
  requestedSendTime: samples.ordered,
  creator: 'ttd',
  created: '2098-12-24T12:00:00.502Z',
  notificationChannel: 'Email',
}

const order = {
  ...head,
  recipients: [{ emailAddress: samples.address }],
  emailTemplate: { fromAddress: 'noreply@altinn.cloud', subject: 'Frist', body: 'Husk fristen.', contentType: 'Plain' },
  links: { self: link, status: `${link}/status` },
}

const processingStatus = {
  status: 'Completed',
  description: 'Order processing is completed. All notifications have a final status.',
  lastUpdate: samples.delivered,
}

const withStatus: PublishedAnswer = {
  meaning: 'The order, and how far it has come.',
  schema: NotificationOrderWithStatus,
  example: {
    ...head,
    processingStatus,
    notificationsStatusSummary: {
      email: { links: { self: `${link}/notifications/email` }, generated: 1, succeeded: 1 },
    },
  },
}

function summary(recipient: object, description: string): PublishedAnswer {
  const sendStatus = { status: 'Delivered', description, lastUpdate: samples.delivered }
  return {
    meaning: 'The notifications of the order; none before they are generated, none of the other channel.',
    schema: NotificationSummary,
    example: {
      orderId: samples.order,
      sendersReference: 'case-42',
      generated: 1,
      succeeded: 1,
      notifications: [{ id: samples.notification, succeeded: true, recipient, sendStatus }],
    },
  }
}

const mailed = summary(
  { emailAddress: samples.address },
  'The email was delivered to the recipient. No errors reported, making it likely it was received by the recipient.',
)
const texted = summary({ mobileNumber: samples.number }, 'The SMS was successfully delivered to its destination.')

/** The routes of the first version that look at orders, and the one that cancels them. */
export const readingFirstVersion = {
  read: {
    ...common,
    summary: 'An order as it was placed',
    answers: { 200: { meaning: 'The order.', schema: NotificationOrder, example: order }, 404: unknown },
  },
  find: {
    ...common,
    summary: 'The orders with a reference',
    answers: {
      200: {
        meaning: 'All orders of the creator with exactly this reference.',
        schema: NotificationOrderList,
        example: { count: 1, orders: [order] },
      },
    },
  },
  readStatus: { ...common, summary: 'How far an order has come', answers: { 200: withStatus, 404: unknown } },
  readEmails: { ...common, summary: 'The e-mails of an order', answers: { 200: mailed, 404: unknown } },
  readSms: { ...common, summary: 'The SMS of an order', answers: { 200: texted, 404: unknown } },
  cancel: {
    ...common,
    summary: 'Cancels an order, until five minutes before its time',
    answers: {
      200: {
        meaning: 'The order is cancelled, or was so before.',
        schema: NotificationOrderWithStatus,
        example: {
          ...head,
          processingStatus: {
            status: 'Cancelled',
            description: 'Order processing was stopped due to order being cancelled.',
            lastUpdate: samples.delivered,
          },
        },
      },
      404: { meaning: unknown.meaning, schema: PlainProblem },
      409: { meaning: 'It is too late.', schema: PlainProblem },
    },
  },
} satisfies Record<string, Published>
