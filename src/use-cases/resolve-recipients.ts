import type { Channel } from '../domain/channel.ts'
import { chosenAddresses, owedKinds, type Contact } from '../domain/contact-points.ts'
import {
  distinctRecipients,
  givenAddress,
  identityMembers,
  identityOf,
  needsLookUp,
  type Identity,
  type OrderedRecipient,
  type ResolutionRules,
} from '../domain/ordered-recipient.ts'
import { findContacts } from './find-contacts.ts'
import type { Ports } from './ports.ts'

/** One notification to be: to an address, or with the reason why there is none. */
export type Resolved = Addressed | Unreachable

interface Named extends Identity {
  /** As the register has it; only where the rules ask for names, and only where it is known. */
  readonly name?: string
}

interface Addressed extends Named {
  readonly address: string
  readonly result?: undefined
}

interface Unreachable extends Named {
  readonly address?: undefined
  readonly result: 'Failed_RecipientReserved' | 'Failed_RecipientNotIdentified'
}

/** The notifications of an order, by channel, in the order of the recipients and of the registers' addresses. */
export type ResolvedRecipients = Readonly<Record<Channel, readonly Resolved[]>>

/**
 * Finds out where the recipients of an order can be reached, at this moment. Every recipient gets at least one
 * notification. Throws `TransientFault` when a neighbour cannot serve.
 */
export async function resolveRecipients(
  ports: Pick<Ports, 'contacts' | 'authorization'>,
  rules: ResolutionRules,
  recipients: readonly OrderedRecipient[],
): Promise<ResolvedRecipients> {
  const distinct = distinctRecipients(recipients, rules.channel)
  const isUnknown = (recipient: OrderedRecipient) => needsLookUp(recipient, rules.channel)
  const find = await findContacts(ports, { ...rules, scope: 'all' }, distinct.filter(isUnknown))
  const contactOf = (recipient: OrderedRecipient) => (isUnknown(recipient) ? find(recipient) : givenContact(recipient))
  const resolved = distinct.map((recipient) => notifications(recipient, contactOf(recipient), rules))
  return withNames(ports, rules, {
    email: resolved.flatMap(({ email }) => email),
    sms: resolved.flatMap(({ sms }) => sms),
  })
}

/** Addresses that were ordered are used as they are. */
function givenContact(recipient: OrderedRecipient): Contact {
  const given = (kind: Channel) => [givenAddress(recipient, kind)].filter((address) => address !== undefined)
  return { isReserved: false, points: [{ email: given('email'), sms: given('sms') }] }
}

const unknownContact: Contact = { isReserved: false, points: [] }

/** A reservation counts before the addresses, which it hides. */
function notifications(
  recipient: OrderedRecipient,
  { isReserved, points }: Contact = unknownContact,
  { channel, ignoreReservation = false }: ResolutionRules,
): ResolvedRecipients {
  const identity = identityMembers(recipient)
  const chosen = chosenAddresses(channel, points)
  const owed = owedKinds(channel, chosen)
  const ofKind = (kind: Channel): Resolved[] => {
    if (!owed.includes(kind)) return []
    if (isReserved && !ignoreReservation) return [{ ...identity, result: 'Failed_RecipientReserved' }]
    if (chosen[kind].length === 0) return [{ ...identity, result: 'Failed_RecipientNotIdentified' }]
    return chosen[kind].map((address) => ({ ...identity, address }))
  }
  return { email: ofKind('email'), sms: ofKind('sms') }
}

/** Only for those who will read something. */
async function withNames(
  { contacts }: Pick<Ports, 'contacts'>,
  { needsNames = false }: ResolutionRules,
  resolved: ResolvedRecipients,
): Promise<ResolvedRecipients> {
  const readers = [...resolved.email, ...resolved.sms].filter(({ address }) => address !== undefined).map(identityOf)
  const numbers = (kind: keyof Identity) => [
    ...new Set(readers.flatMap((reader) => (reader?.kind === kind ? [reader.name] : []))),
  ]
  const parties = { persons: numbers('nationalIdentityNumber'), organizations: numbers('organizationNumber') }
  if (!needsNames || parties.persons.length + parties.organizations.length === 0) return resolved
  const names = new Map((await contacts.names(parties)).map(({ number, name }) => [number, name]))
  const named = (of: Resolved): Resolved => {
    const name = of.address === undefined ? undefined : names.get(identityOf(of)?.name ?? '')
    return name === undefined ? of : { ...of, name }
  }
  return { email: resolved.email.map(named), sms: resolved.sms.map(named) }
}
