import { BrokenPromise } from '../../domain/faults.ts'
import { toAddresses, type OrderDraft } from '../../domain/new-order.ts'
import type { ChainDraft } from '../../use-cases/place-order-chain.ts'
import type { Circumstances } from './circumstances.ts'
import { emailContentOf } from './email-content.ts'
import { termsOf } from './order-terms.ts'
import type { NotificationOrderChainRequest } from './wire/notification-order-chain-request.ts'

type Recipient = NotificationOrderChainRequest['recipient']
type LookedUp = NonNullable<Recipient['recipientPerson']>
type Association = NotificationOrderChainRequest['dialogportenAssociation']

interface Planned {
  readonly recipient: Recipient
  readonly sendersReference?: string | undefined
  readonly requestedSendTime: Date
  readonly conditionEndpoint?: string | undefined
  readonly association: Association
}

const dayMs = 24 * 3_600_000

/** The tax administration knows its people: it reaches them also where they have not confirmed their addresses. */
const reachesStaleContacts = ({ creator }: Circumstances) => creator.toLowerCase() === 'skd'

export function chainDraft(body: NotificationOrderChainRequest, by: Circumstances): ChainDraft {
  const requestedSendTime = body.requestedSendTime ?? by.receivedAt
  const association = body.dialogportenAssociation
  return {
    creator: by.creator,
    idempotencyId: body.idempotencyId,
    main: orderDraft({ ...body, requestedSendTime, association }, by),
    reminders: (body.reminders ?? []).map(({ delayDays = 0, ...reminder }) =>
      orderDraft(
        {
          ...reminder,
          requestedSendTime: reminder.requestedSendTime ?? new Date(requestedSendTime.getTime() + delayDays * dayMs),
          association,
        },
        by,
      ),
    ),
  }
}

function orderDraft(planned: Planned, by: Circumstances): OrderDraft {
  const { recipient, sendersReference, requestedSendTime, association, conditionEndpoint } = planned
  const { emailSettings, smsSettings, ...to } = addressee(recipient)
  const stale = recipient.recipientPerson !== undefined && reachesStaleContacts(by)
  return {
    channel: to.channel,
    recipients: to.recipients,
    terms: termsOf({ ...to, ...(stale ? { useStaleContactInformation: true } : {}), conditionEndpoint }),
    ...(sendersReference === undefined ? {} : { sendersReference }),
    ...(smsSettings === undefined ? {} : { policy: smsSettings.sendingTimePolicy }),
    requestedSendTime,
    content: {
      ...(emailSettings === undefined ? {} : { email: emailContentOf(emailSettings, by) }),
      ...(smsSettings === undefined ? {} : { sms: smsOf(smsSettings, by) }),
      ...(association === undefined ? {} : { dialogportenAssociation: association }),
    },
  }
}

interface Addressee extends Pick<OrderDraft, 'channel' | 'recipients'>, Partial<LookedUp> {
  readonly ignoreReservation?: boolean
  readonly useStaleContactInformation?: boolean
}

/** Exactly one kind of recipient is given. */
function addressee(recipient: Recipient): Addressee {
  const { recipientEmail: email, recipientSms: sms } = recipient
  if (email !== undefined) return { ...email, ...toAddresses('email', [email.emailAddress]) }
  if (sms !== undefined) return { ...sms, ...toAddresses('sms', [sms.phoneNumber]) }
  return lookedUp(recipient)
}

function lookedUp({ recipientPerson, recipientOrganization, recipientExternalIdentity }: Recipient): Addressee {
  const of = recipientPerson ?? recipientOrganization ?? recipientExternalIdentity
  if (of === undefined) throw new BrokenPromise('the rules let no chain pass without a recipient')
  const identity =
    'nationalIdentityNumber' in of
      ? { nationalIdentityNumber: of.nationalIdentityNumber }
      : 'orgNumber' in of
        ? { organizationNumber: of.orgNumber }
        : { externalIdentity: of.externalIdentity }
  return { ...of, channel: of.channelSchema, recipients: [identity] }
}

const smsOf = ({ body, sender }: NonNullable<LookedUp['smsSettings']>, { defaultSmsSender }: Circumstances) => ({
  sender: sender?.trim() || defaultSmsSender,
  body,
})
