import type { OrderDraft } from '../../domain/new-order.ts'
import type { OrderContent } from '../../domain/order.ts'
import type { ChainDraft } from '../../use-cases/place-order-chain.ts'
import type { NotificationOrderChainRequest } from './wire/notification-order-chain-request.ts'

/** What the request leaves open. */
export interface Circumstances {
  readonly creator: string
  readonly receivedAt: Date
  readonly defaultEmailFromAddress: string
  readonly defaultSmsSender: string
}

type Recipient = NotificationOrderChainRequest['recipient']
type Association = NotificationOrderChainRequest['dialogportenAssociation']

interface Planned {
  readonly recipient: Recipient
  readonly sendersReference?: string | undefined
  readonly requestedSendTime: Date
  readonly association: Association
}

const dayMs = 24 * 3_600_000

/** Undefined when the chain asks for a recipient that is not built yet. */
export function chainDraft(body: NotificationOrderChainRequest, by: Circumstances): ChainDraft | undefined {
  const requestedSendTime = body.requestedSendTime ?? by.receivedAt
  const association = body.dialogportenAssociation
  const main = orderDraft({ ...body, requestedSendTime, association }, by)
  const reminders = (body.reminders ?? []).map(({ delayDays = 0, ...reminder }) =>
    orderDraft(
      {
        ...reminder,
        requestedSendTime: reminder.requestedSendTime ?? new Date(requestedSendTime.getTime() + delayDays * dayMs),
        association,
      },
      by,
    ),
  )
  if (main === undefined || reminders.includes(undefined)) return undefined
  return {
    creator: by.creator,
    idempotencyId: body.idempotencyId,
    main,
    reminders: reminders.filter((reminder) => reminder !== undefined),
  }
}

function orderDraft(
  { recipient, sendersReference, requestedSendTime, association }: Planned,
  by: Circumstances,
): OrderDraft | undefined {
  const message = emailTo(recipient, by) ?? smsTo(recipient, by)
  if (message === undefined) return undefined
  return {
    ...message,
    content: { ...message.content, ...(association === undefined ? {} : { dialogportenAssociation: association }) },
    ...(sendersReference === undefined ? {} : { sendersReference }),
    requestedSendTime,
  }
}

type Message = Pick<OrderDraft, 'channel' | 'addresses' | 'policy'> & { readonly content: OrderContent }

function emailTo({ recipientEmail }: Recipient, { defaultEmailFromAddress }: Circumstances): Message | undefined {
  if (recipientEmail === undefined) return undefined
  const { subject, body, contentType, senderEmailAddress } = recipientEmail.emailSettings
  const email = {
    senderEmailAddress: senderEmailAddress?.trim() ?? defaultEmailFromAddress,
    subject: subject.replace(/\r\n|\r|\n/g, ' '),
    body,
    contentType,
  }
  return { channel: 'email', addresses: [recipientEmail.emailAddress], content: { email } }
}

function smsTo({ recipientSms }: Recipient, { defaultSmsSender }: Circumstances): Message | undefined {
  if (recipientSms === undefined) return undefined
  const { body, sender, sendingTimePolicy } = recipientSms.smsSettings
  const sms = { sender: sender?.trim() || defaultSmsSender, body }
  return { channel: 'sms', addresses: [recipientSms.phoneNumber], policy: sendingTimePolicy, content: { sms } }
}
