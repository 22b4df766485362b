import type { Channel } from '../../../src/domain/channel.ts'
import type { OrderDraft } from '../../../src/domain/new-order.ts'
import { kindsOf } from '../../../src/domain/notification-channel.ts'
import { givenAddress, type OrderedRecipient } from '../../../src/domain/ordered-recipient.ts'
import { registered } from '../../unit/use-cases/small-register.ts'
import { unmet } from './virtual-conditions.ts'
import { refused, type Temper } from './virtual-provider.ts'

/** A notification that an order owes to somebody, and what must become of it. */
export interface Owed {
  readonly address: string
  readonly result: string
  /** Whether it leaves, as far as the provider is concerned. */
  readonly leaves: boolean
}

const refusals: Readonly<Record<Channel, string>> = {
  email: 'Failed_InvalidEmailFormat',
  sms: 'Failed_InvalidRecipient',
}
const expectedResults: Partial<Record<Temper, Readonly<Record<Channel, string>>>> = {
  refuses: refusals,
  bounces: { email: 'Failed_Bounced', sms: 'Failed_BarredReceiver' },
}

export const isStopped = ({ terms }: OrderDraft) => terms?.conditionEndpoint === unmet

/** E-mail first, each in the order of the recipients. */
export function owedBy(draft: OrderDraft, temper: Temper): readonly Owed[] {
  if (isStopped(draft)) return []
  const kinds = kindsOf(draft.channel)
  return kinds.flatMap((kind) => draft.recipients.map((recipient) => owedTo(recipient, kind, temper)))
}

function owedTo(recipient: OrderedRecipient, kind: Channel, temper: Temper): Owed {
  const address = givenAddress(recipient, kind) ?? addressOf(recipient, kind)
  if (address === undefined) return { address: '', result: 'Failed_RecipientReserved', leaves: false }
  if (refused.has(address)) return { address, result: refusals[kind], leaves: false }
  return { address, result: expectedResults[temper]?.[kind] ?? 'Delivered', leaves: temper !== 'refuses' }
}

/** Undefined for whoever is reserved. */
function addressOf({ nationalIdentityNumber }: OrderedRecipient, kind: Channel): string | undefined {
  const person = registered.find((known) => known.nationalIdentityNumber === nationalIdentityNumber)
  if (person?.isReserved !== false) return undefined
  return kind === 'email' ? person.email : person.mobileNumber
}

/** What nobody may find any more once the order has been erased. */
export function secretsOf({ recipients, sendersReference, content }: OrderDraft): readonly string[] {
  const { email, sms, dialogportenAssociation } = content
  const texts = [sendersReference, email?.body, sms?.body, dialogportenAssociation?.dialogId]
  return [...recipients.flatMap(namesOf), ...texts].filter((secret) => secret !== undefined)
}

function namesOf({ emailAddress, mobileNumber, nationalIdentityNumber }: OrderedRecipient) {
  const person = registered.find((known) => known.nationalIdentityNumber === nationalIdentityNumber)
  return [emailAddress, mobileNumber, nationalIdentityNumber, person?.email, person?.mobileNumber]
}
