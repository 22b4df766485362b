import * as z from 'zod'
import { named } from '../door/shape.ts'
import { EmailContentType, NotificationChannel } from './enumerations.ts'

/** The members that every view of an order begins with. */
export const orderHead = {
  id: z.guid(),
  sendersReference: z.string().optional(),
  requestedSendTime: z.iso.datetime(),
  creator: z.string(),
  created: z.iso.datetime(),
  notificationChannel: NotificationChannel,
  ignoreReservation: z.boolean().optional(),
  resourceId: z.string().optional(),
  resourceAction: z.string().optional(),
  conditionEndpoint: z.string().optional(),
}

/** Whom an order or a notification is for, as the older routes show it. */
export const ShownRecipient = named(
  'ShownRecipient',
  z.object({
    emailAddress: z.string().optional(),
    mobileNumber: z.string().optional(),
    organizationNumber: z.string().optional(),
    nationalIdentityNumber: z.string().optional(),
    isReserved: z.boolean().optional(),
  }),
)

const ShownEmail = named(
  'ShownEmail',
  z.object({ fromAddress: z.string(), subject: z.string(), body: z.string(), contentType: EmailContentType }),
)
const ShownSms = named('ShownSms', z.object({ senderNumber: z.string(), body: z.string() }))

/** Answer of `GET /orders/{id}`: the order as it was registered. */
export const NotificationOrder = named(
  'NotificationOrder',
  z.object({
    ...orderHead,
    recipients: z.array(ShownRecipient),
    emailTemplate: ShownEmail.optional(),
    smsTemplate: ShownSms.optional(),
    links: z.object({ self: z.url(), status: z.url() }),
  }),
)
export type NotificationOrder = z.output<typeof NotificationOrder>

/** Answer of `GET /orders?sendersReference=`. */
export const NotificationOrderList = named(
  'NotificationOrderList',
  z.object({ count: z.int(), orders: z.array(NotificationOrder) }),
)
export type NotificationOrderList = z.output<typeof NotificationOrderList>
