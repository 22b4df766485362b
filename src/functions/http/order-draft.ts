import type { OrderDraft } from '../../domain/new-order.ts'
import type { EmailContent } from '../../domain/order.ts'
import type { Circumstances } from './chain-draft.ts'

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
  const { fromAddress, subject, body, contentType, recipients } = request
  const email = {
    senderEmailAddress: fromAddress || by.defaultEmailFromAddress,
    subject: subject.replace(/\r\n|\r|\n/g, ' '),
    body,
    contentType,
  }
  const addresses = recipients.map(({ emailAddress = '' }) => emailAddress)
  return { ...common(request, by), channel: 'email', addresses, content: { email } }
}

/** SMS of these routes have no sending time of their own to choose: they leave in the daytime. */
export function smsDraft(request: SmsRequest, by: Circumstances): OrderDraft {
  const sms = { sender: request.senderNumber || by.defaultSmsSender, body: request.body }
  const addresses = request.recipients.map(({ mobileNumber = '' }) => mobileNumber)
  return { ...common(request, by), channel: 'sms', addresses, policy: 'Daytime', content: { sms } }
}

const common = ({ sendersReference, requestedSendTime }: OrderRequest, { receivedAt }: Circumstances) => ({
  ...(sendersReference === undefined ? {} : { sendersReference }),
  requestedSendTime: requestedSendTime ?? receivedAt,
})

/** How many recipients an order may have until large orders are built. */
const mostRecipients = 100

/** What an order asks for that is not built yet, by key. */
export function unbuilt({
  recipients,
  ...request
}: OrderRequest & { readonly conditionEndpoint?: string | undefined }) {
  const refused: [key: string, reason: string][] = []
  if (request.conditionEndpoint !== undefined) refused.push(['ConditionEndpoint', 'conditions cannot be used yet'])
  if (recipients.length > mostRecipients)
    refused.push(['Recipients', `at most ${mostRecipients} recipients are taken yet`])
  for (const [i, { organizationNumber, nationalIdentityNumber }] of recipients.entries()) {
    if (organizationNumber || nationalIdentityNumber) {
      refused.push([`Recipients[${i}]`, 'only addresses and numbers are taken yet'])
    }
  }
  return refused
}
