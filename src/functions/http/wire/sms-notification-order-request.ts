import type * as z from 'zod'
import { defaulted, filled, object, optional, ruled, text } from '../door/shape.ts'
import { orderMembers, orderRules, someRecipient } from './order-members.ts'
import { recipientsFor } from './order-recipient.ts'

const order = object('.Sms.SmsNotificationOrderRequestExt', {
  ...orderMembers,
  recipients: defaulted(
    recipientsFor(() => 'sms'),
    [],
  ),
  senderNumber: optional(text()),
  body: filled(text()),
})

/** Body of `POST /orders/sms`. */
export const SmsNotificationOrderRequest = ruled(order, [
  ...orderRules,
  { ...someRecipient, holds: ({ recipients }: z.infer<typeof order>) => recipients.length > 0 },
])
export type SmsNotificationOrderRequest = z.infer<typeof SmsNotificationOrderRequest>
