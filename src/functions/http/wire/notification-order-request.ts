import type * as z from 'zod'
import { isMember } from '../door/scalars.ts'
import { defaulted, object, optional, ruled } from '../door/shape.ts'
import { NotificationChannel } from './enumerations.ts'
import { orderMembers, orderRules, someRecipient } from './order-members.ts'
import { recipientsFor, type Addressing, type WithChannel } from './order-recipient.ts'
import { EmailTemplate, SmsTemplate } from './order-templates.ts'

type Channel = z.infer<typeof NotificationChannel>

/** The reference checks the recipients of neither of the other channels. */
function addressingOf({ notificationChannel }: WithChannel): Addressing {
  if (notificationChannel === 'Email') return 'email'
  if (notificationChannel === 'Sms') return 'sms'
  return isOneOf(['EmailPreferred', 'SmsPreferred'], notificationChannel) ? 'preferred' : 'any'
}

const isOneOf = (channels: readonly Channel[], channel: Channel | undefined) =>
  channel !== undefined && channels.includes(channel)

const order = object('.NotificationOrderRequestExt', {
  ...orderMembers,
  recipients: defaulted(recipientsFor(addressingOf), []),
  notificationChannel: optional(NotificationChannel),
  emailTemplate: optional(EmailTemplate),
  smsTemplate: optional(SmsTemplate),
})

/** Body of `POST /orders`. */
export const NotificationOrderRequest = ruled(order, [
  ...orderRules,
  {
    id: 'V1-6',
    key: 'NotificationChannel',
    holds: ({ notificationChannel }) => notificationChannel !== undefined,
    message: 'A notification channel must be defined.',
  },
  {
    id: 'own-channel',
    key: 'NotificationChannel',
    holds: ({ notificationChannel }) => notificationChannel === undefined || isMember(notificationChannel),
    message: 'Invalid notification channel value.',
  },
  {
    id: 'V1-7',
    key: 'EmailTemplate',
    holds: ({ emailTemplate, notificationChannel }) =>
      emailTemplate !== undefined || !isOneOf(['Email', 'EmailPreferred', 'SmsPreferred'], notificationChannel),
    message: 'An email template is required for the selected notification channel.',
  },
  {
    id: 'V1-10',
    key: 'SmsTemplate',
    holds: ({ smsTemplate, notificationChannel }) =>
      smsTemplate !== undefined || !isOneOf(['Sms', 'SmsPreferred', 'EmailPreferred'], notificationChannel),
    message: 'An SMS template is required for the selected the notification channel.',
  },
  {
    ...someRecipient,
    holds: (request) => request.recipients.length > 0 || addressingOf(request) === 'any',
  },
])
export type NotificationOrderRequest = z.infer<typeof NotificationOrderRequest>
