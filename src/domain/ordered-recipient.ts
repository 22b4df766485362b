import { canonicalNumber } from './addresses/mobile-number.ts'
import type { Channel } from './channel.ts'
import { isPreference, kindsOf, type NotificationChannel } from './notification-channel.ts'

/** One recipient as ordered: by address, or by a name that the registers know. Empty text counts as absent. */
export interface OrderedRecipient extends Identity {
  readonly emailAddress?: string | undefined
  /** As the caller wrote it. */
  readonly mobileNumber?: string | undefined
}

/** Who somebody is; where several names are given the first of them, in this order, decides. */
export interface Identity {
  readonly nationalIdentityNumber?: string | undefined
  readonly organizationNumber?: string | undefined
  /** URN of a user without a national identity number. */
  readonly externalIdentity?: string | undefined
}

/** What an order says of how its recipients are found, and what it has to know of them. */
export interface ResolutionRules {
  readonly channel: NotificationChannel
  /** As ordered, with or without its prefix; what users have registered for it counts as well. */
  readonly resourceId?: string | undefined
  readonly resourceAction?: string | undefined
  readonly ignoreReservation?: boolean | undefined
  /** Takes what persons have not confirmed for 18 months. */
  readonly useStaleContactInformation?: boolean | undefined
  /** A text of the order addresses its recipient by name. */
  readonly needsNames?: boolean | undefined
}

const members = ['nationalIdentityNumber', 'organizationNumber', 'externalIdentity'] as const

/** The name that decides who the recipient is; undefined when only addresses are given. */
export function identityOf(recipient: Identity): { readonly kind: keyof Identity; readonly name: string } | undefined {
  const kind = members.find((member) => (recipient[member] ?? '') !== '')
  return kind === undefined ? undefined : { kind, name: recipient[kind] ?? '' }
}

/** Only who the recipient is. */
export function identityMembers(recipient: Identity): Identity {
  return Object.fromEntries(members.flatMap((member) => (recipient[member] ? [[member, recipient[member]]] : [])))
}

/** The address of a kind that was ordered with the recipient. */
export function givenAddress({ emailAddress, mobileNumber }: OrderedRecipient, kind: Channel): string | undefined {
  return (kind === 'email' ? emailAddress : mobileNumber) || undefined
}

/** Has a name and none of the addresses that serve the channel. */
export const needsLookUp = (recipient: OrderedRecipient, channel: NotificationChannel) =>
  identityOf(recipient) !== undefined && !kindsOf(channel).some((kind) => givenAddress(recipient, kind) !== undefined)

/**
 * Recipients without those that are ordered twice. Where two kinds of address serve the channel a name counts once,
 * with what was said of it last; else it counts once for each address that is given with it.
 */
export function distinctRecipients(
  recipients: readonly OrderedRecipient[],
  channel: NotificationChannel,
): readonly OrderedRecipient[] {
  return [...new Map(recipients.map((recipient) => [keyOf(recipient, channel), recipient])).values()]
}

function keyOf(recipient: OrderedRecipient, channel: NotificationChannel): string {
  const identity = identityOf(recipient)
  const isAlone = !isPreference(channel) && channel !== 'EmailAndSms'
  const addresses = kindsOf(channel).map((kind) => comparable(givenAddress(recipient, kind) ?? '', kind))
  return JSON.stringify([
    identity?.kind,
    identity?.name.toLowerCase(),
    identity === undefined || isAlone ? addresses : [],
  ])
}

/** The same for two ways of writing one address. */
const comparable = (address: string, kind: Channel) =>
  (kind === 'sms' ? canonicalNumber(address) : undefined) ?? address.trim().toLowerCase()
