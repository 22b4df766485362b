import type * as z from 'zod'
import { defaulted, filled, object, optionalOr, ruled, text } from '../door/shape.ts'
import { EmailContentType } from './enumerations.ts'
import { orderMembers, orderRules, someRecipient } from './order-members.ts'
import { recipientsFor } from './order-recipient.ts'
import { definedContentType } from './order-templates.ts'

const order = object('.Email.EmailNotificationOrderRequestExt', {
  ...orderMembers,
  recipients: defaulted(
    recipientsFor(() => 'email'),
    [],
  ),
  subject: filled(text()),
  body: filled(text()),
  contentType: optionalOr(EmailContentType, 'Plain'),
})

/** Body of `POST /orders/email`. */
export const EmailNotificationOrderRequest = ruled(order, [
  ...orderRules,
  { ...someRecipient, holds: ({ recipients }: z.infer<typeof order>) => recipients.length > 0 },
  definedContentType,
])
export type EmailNotificationOrderRequest = z.infer<typeof EmailNotificationOrderRequest>
