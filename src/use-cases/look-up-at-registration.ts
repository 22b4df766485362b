import { chosenAddresses } from '../domain/contact-points.ts'
import { identityOf, needsLookUp, type OrderedRecipient, type ResolutionRules } from '../domain/ordered-recipient.ts'
import { findContacts } from './find-contacts.ts'
import type { Ports } from './ports.ts'

/** What the registers know of an order's recipients as it comes in; its names are the wire's. */
export interface RecipientLookup {
  readonly status: 'Success' | 'PartialSuccess' | 'Failed'
  /** National identity numbers of persons who do not want public bodies to write electronically. */
  readonly isReserved: readonly string[]
  /** Names of others for whom no address is known. */
  readonly missingContact: readonly string[]
}

/**
 * Tells who of the recipients cannot be reached, before the order is accepted. What is found is not kept: it is looked
 * up again when the order is due. What users registered for organisations is not looked at yet, and a reservation
 * counts even where the order ignores it. Undefined when every recipient came with an address.
 */
export async function lookUpAtRegistration(
  ports: Pick<Ports, 'contacts' | 'authorization'>,
  rules: ResolutionRules,
  recipients: readonly OrderedRecipient[],
): Promise<RecipientLookup | undefined> {
  const unknown = recipients.filter((recipient) => needsLookUp(recipient, rules.channel))
  if (unknown.length === 0) return undefined
  const find = await findContacts(ports, { ...rules, scope: 'official' }, unknown)
  const reserved = unknown.filter((recipient) => find(recipient)?.isReserved === true)
  const missing = unknown.filter((recipient) => {
    const { isReserved, points } = find(recipient) ?? { isReserved: false, points: [] }
    const { email, sms } = chosenAddresses(rules.channel, points)
    return !isReserved && email.length + sms.length === 0
  })
  const isReserved = namesOf(reserved)
  const missingContact = namesOf(missing)
  return { status: statusOf(isReserved.length + missingContact.length, unknown.length), isReserved, missingContact }
}

const namesOf = (recipients: readonly OrderedRecipient[]) => [
  ...new Set(recipients.map((recipient) => identityOf(recipient)?.name ?? '')),
]

/** As the wire counts: names that cannot be reached, once each, against recipients, however often one is named. */
function statusOf(unreachable: number, recipients: number): RecipientLookup['status'] {
  if (unreachable === 0) return 'Success'
  return unreachable === recipients ? 'Failed' : 'PartialSuccess'
}
