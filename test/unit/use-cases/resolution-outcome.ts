import type { OrderedRecipient, ResolutionRules } from '../../../src/domain/ordered-recipient.ts'
import { resolveRecipients, type Resolved } from '../../../src/use-cases/resolve-recipients.ts'
import { knownContacts } from './known-contacts.ts'

const shown = (resolved: readonly Resolved[]) => resolved.map(({ address, result }) => address ?? result)

/** What becomes of the recipients, by channel: addresses, or why there is none. */
export async function outcome(
  known: Parameters<typeof knownContacts>[0],
  rules: ResolutionRules,
  recipients: readonly OrderedRecipient[],
) {
  const { email, sms } = await resolveRecipients(knownContacts(known), rules, recipients)
  return [shown(email), shown(sms)]
}
