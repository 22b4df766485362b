import type { OrderDraft } from '../../domain/new-order.ts'
import type { NotificationChannel } from '../../domain/notification-channel.ts'
import type { EmailContent } from '../../domain/order.ts'
import type { OrderedRecipient } from '../../domain/ordered-recipient.ts'
import type { Circumstances } from './circumstances.ts'
import { termsOf } from './order-terms.ts'

interface Recipient {
  readonly emailAddress?: string | undefined
  readonly mobileNumber?: string | undefined
  readonly organizationNumber?: string | undefined
  readonly nationalIdentityNumber?: string | undefined
}

/** What the older routes for orders have in common. */
interface OrderRequest {
  readonly sendersReference?: string | undefined
  readonly requestedSendTime?: Date | undefined
  readonly conditionEndpoint?: string | undefined
  readonly ignoreReservation?: boolean | undefined
  readonly resourceId?: string | undefined
  readonly resourceAction?: string | undefined
  readonly recipients: readonly Recipient[]
}

interface EmailRequest extends OrderRequest {
  readonly fromAddress?: string
  readonly subject: string
  readonly body: string
  readonly contentType: EmailContent['contentType']
}

interface SmsRequest extends OrderRequest {
  readonly senderNumber?: string | undefined
  readonly body: string
}

export function emailDraft(request: EmailRequest, by: Circumstances): OrderDraft {
  const recipients = request.recipients.map(({ mobileNumber: _, ...recipient }) => filled(recipient))
  return { ...common(request, by), channel: 'Email', recipients, content: { email: emailOf(request, by) } }
}

/** SMS of these routes have no sending time of their own to choose: they leave in the daytime. */
export function smsDraft(request: SmsRequest, by: Circumstances): OrderDraft {
  const recipients = request.recipients.map(({ emailAddress: _, ...recipient }) => filled(recipient))
  return {
    ...common(request, by),
    channel: 'Sms',
    recipients,
    policy: 'Daytime',
    content: { sms: smsOf(request, by) },
  }
}

/** An order that may use both channels, or whichever knows an address. */
export function anyChannelDraft(
  request: OrderRequest & {
    readonly notificationChannel: NotificationChannel
    readonly emailTemplate?: Template<EmailRequest> | undefined
    readonly smsTemplate?: Template<SmsRequest> | undefined
  },
  by: Circumstances,
): OrderDraft {
  const { notificationChannel: channel, emailTemplate, smsTemplate, recipients } = request
  return {
    ...common(request, by),
    channel,
    recipients: recipients.map(filled),
    policy: 'Daytime',
    content: {
      ...(emailTemplate === undefined ? {} : { email: emailOf(emailTemplate, by) }),
      ...(smsTemplate === undefined ? {} : { sms: smsOf(smsTemplate, by) }),
    },
  }
}

type Template<Request extends OrderRequest> = Omit<Request, keyof OrderRequest>

const emailOf = ({ fromAddress, subject, body, contentType }: Template<EmailRequest>, by: Circumstances) => ({
  senderEmailAddress: fromAddress || by.defaultEmailFromAddress,
  subject: subject.replace(/\r\n|\r|\n/g, ' '),
  body,
  contentType,
})

const smsOf = ({ senderNumber, body }: Template<SmsRequest>, by: Circumstances) => ({
  sender: senderNumber || by.defaultSmsSender,
  body,
})

/** Empty text counts as absent. */
const filled = (recipient: Recipient): OrderedRecipient =>
  Object.fromEntries(Object.entries(recipient).filter(([name, text]) => name !== 'isReserved' && Boolean(text)))

const common = (request: OrderRequest, { receivedAt }: Circumstances) => ({
  ...(request.sendersReference === undefined ? {} : { sendersReference: request.sendersReference }),
  requestedSendTime: request.requestedSendTime ?? receivedAt,
  terms: termsOf(request),
})
