import * as z from 'zod'

const Channel = z.enum(['Email', 'Sms', 'EmailPreferred', 'SmsPreferred', 'EmailAndSms'])

/** The members that every view of an order begins with. */
export const orderHead = {
  id: z.guid(),
  sendersReference: z.string().optional(),
  requestedSendTime: z.iso.datetime(),
  creator: z.string(),
  created: z.iso.datetime(),
  notificationChannel: Channel,
  ignoreReservation: z.boolean().optional(),
  resourceId: z.string().optional(),
  resourceAction: z.string().optional(),
  conditionEndpoint: z.string().optional(),
}

const Recipient = z.object({
  emailAddress: z.string().optional(),
  mobileNumber: z.string().optional(),
  organizationNumber: z.string().optional(),
  nationalIdentityNumber: z.string().optional(),
})

/** Answer of `GET /orders/{id}`: the order as it was registered. */
export const NotificationOrder = z.object({
  ...orderHead,
  recipients: z.array(Recipient),
  emailTemplate: z
    .object({ fromAddress: z.string(), subject: z.string(), body: z.string(), contentType: z.enum(['Plain', 'Html']) })
    .optional(),
  smsTemplate: z.object({ senderNumber: z.string(), body: z.string() }).optional(),
  links: z.object({ self: z.url(), status: z.url() }),
})
export type NotificationOrder = z.infer<typeof NotificationOrder>

/** Answer of `GET /orders?sendersReference=`. */
export const NotificationOrderList = z.object({ count: z.int(), orders: z.array(NotificationOrder) })
export type NotificationOrderList = z.infer<typeof NotificationOrderList>
