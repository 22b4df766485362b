import type { InstantDraft } from '../../domain/reservation.ts'
import type { Circumstances } from './circumstances.ts'
import { emailContentOf } from './email-content.ts'
import type { InstantEmailNotificationOrderRequest } from './wire/instant-email-request.ts'
import type { InstantSmsNotificationOrderRequest } from './wire/instant-sms-request.ts'

type Senders = Pick<Circumstances, 'creator' | 'defaultEmailFromAddress' | 'defaultSmsSender'>

export function instantSms(request: InstantSmsNotificationOrderRequest, by: Senders): InstantDraft {
  const { phoneNumber, timeToLiveInSeconds, smsSettings } = request.recipientSms
  return {
    ...common(request, by),
    channel: 'sms',
    address: phoneNumber,
    lifetimeSeconds: timeToLiveInSeconds,
    content: { sms: { sender: smsSettings.sender?.trim() || by.defaultSmsSender, body: smsSettings.body } },
  }
}

/** Subject and sender are written as those of any other e-mail are. */
export function instantEmail(request: InstantEmailNotificationOrderRequest, by: Senders): InstantDraft {
  const { emailAddress, emailSettings } = request.recipientEmail
  return {
    ...common(request, by),
    channel: 'email',
    address: emailAddress,
    content: { email: emailContentOf(emailSettings, by) },
  }
}

const common = (
  {
    idempotencyId,
    sendersReference,
  }: { readonly idempotencyId: string; readonly sendersReference?: string | undefined },
  { creator }: Senders,
) => ({ creator, idempotencyId, ...(sendersReference === undefined ? {} : { sendersReference }) })
