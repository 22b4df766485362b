import type * as z from 'zod'
import { isMobileNumber } from '../../../domain/addresses/mobile-number.ts'
import { int32, object, optional, ruled, text } from '../door/shape.ts'
import { idempotencyIdLength } from './chain-members.ts'

const shortestSeconds = 60
const longestSeconds = 48 * 3600

const content = object('.Sms.ShortMessageContentExt', { body: text(), sender: optional(text()) })

const delivery = object(
  '.Sms.ShortMessageDeliveryDetailsExt',
  { phoneNumber: text(), timeToLiveInSeconds: int32(), smsSettings: content },
  { smsSettings: 'ShortMessageContent' },
)

const ShortMessageDeliveryDetails = ruled(delivery, [
  {
    id: 'IN-1',
    key: 'PhoneNumber',
    holds: ({ phoneNumber }) => isMobileNumber(phoneNumber),
    message: 'Recipient phone number is not a valid mobile number.',
  },
  {
    id: 'IN-2',
    key: 'TimeToLiveInSeconds',
    holds: ({ timeToLiveInSeconds: seconds }) => seconds >= shortestSeconds && seconds <= longestSeconds,
    message: 'Time-to-live must be between 60 and 172800 seconds (48 hours).',
  },
])

const instantSms = object('.Orders.InstantSmsNotificationOrderRequestExt', {
  idempotencyId: text(),
  sendersReference: optional(text()),
  recipientSms: ShortMessageDeliveryDetails,
})

/** Body of `POST /future/orders/instant/sms`. IN-3 and IN-4 are reported as missing before any rule runs. */
export const InstantSmsNotificationOrderRequest = ruled(instantSms, [idempotencyIdLength])
export type InstantSmsNotificationOrderRequest = z.infer<typeof InstantSmsNotificationOrderRequest>

const recipient = object(
  '.Orders.InstantNotificationRecipientExt',
  { recipientSms: ShortMessageDeliveryDetails },
  { recipientSms: 'ShortMessageDeliveryDetails' },
)

const instant = object(
  '.Orders.InstantNotificationOrderRequestExt',
  { idempotencyId: text(), sendersReference: optional(text()), recipient },
  { recipient: 'InstantNotificationRecipient' },
)

/** Body of the older `POST /future/orders/instant`. */
export const InstantNotificationOrderRequest = ruled(instant, [idempotencyIdLength])
export type InstantNotificationOrderRequest = z.infer<typeof InstantNotificationOrderRequest>
