import type * as z from 'zod'
import { isEmailAddress } from '../../../domain/addresses/email-address.ts'
import { isMember } from '../door/scalars.ts'
import { object, optional, preset, ruled, text } from '../door/shape.ts'
import { idempotencyIdLength } from './chain-members.ts'
import { EmailContentType } from './enumerations.ts'

const content = object('.Email.InstantEmailContentExt', {
  subject: text(),
  body: text(),
  senderEmailAddress: optional(text()),
  contentType: preset(EmailContentType, 'Plain'),
})

const InstantEmailContent = ruled(content, [
  {
    id: 'IN-8',
    key: 'SenderEmailAddress',
    holds: ({ senderEmailAddress }) => senderEmailAddress === undefined || isEmailAddress(senderEmailAddress),
    message: 'Invalid email address format.',
  },
  {
    id: 'IN-11',
    key: 'ContentType',
    holds: ({ contentType }) => isMember(contentType),
    message: 'Email content type must be either Plain or HTML.',
  },
])

const details = object('.Email.InstantEmailDetailsExt', { emailAddress: text(), emailSettings: InstantEmailContent })

const InstantEmailDetails = ruled(details, [
  {
    id: 'IN-6',
    key: 'EmailAddress',
    holds: ({ emailAddress }) => isEmailAddress(emailAddress),
    message: 'Invalid email address format.',
  },
])

const instant = object(
  '.Orders.InstantEmailNotificationOrderRequestExt',
  { idempotencyId: text(), sendersReference: optional(text()), recipientEmail: InstantEmailDetails },
  { recipientEmail: 'InstantEmailDetails' },
)

/** Body of `POST /future/orders/instant/email`. IN-5, IN-7, IN-9 and IN-10 are reported as missing before any rule. */
export const InstantEmailNotificationOrderRequest = ruled(instant, [idempotencyIdLength])
export type InstantEmailNotificationOrderRequest = z.infer<typeof InstantEmailNotificationOrderRequest>
