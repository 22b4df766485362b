import { contactPoints, type Contact } from '../domain/contact-points.ts'
import { identityOf, type Identity, type ResolutionRules } from '../domain/ordered-recipient.ts'
import { resourceName } from '../domain/addresses/resource-id.ts'
import type { Ports } from './ports.ts'
import type { UserContact } from './register-ports.ts'

type ContactPorts = Pick<Ports, 'contacts' | 'authorization'>

/** Finds a recipient in what was looked up; undefined when no register knows them. */
export type FoundContacts = (recipient: Identity) => Contact | undefined

/**
 * Looks the recipients up, each by the name that decides. Persons, organisations and external identities at once.
 * @param scope `official` leaves out what users registered for organisations
 */
export async function findContacts(
  ports: ContactPorts,
  rules: ResolutionRules & { readonly scope: 'official' | 'all' },
  recipients: readonly Identity[],
): Promise<FoundContacts> {
  const names = (kind: keyof Identity) => [
    ...new Set(recipients.map(identityOf).flatMap((id) => (id?.kind === kind ? [id.name] : []))),
  ]
  const [persons, organizations, externals] = await Promise.all([
    findPersons(ports, names('nationalIdentityNumber'), rules),
    findOrganizations(ports, names('organizationNumber'), rules),
    findExternals(ports, names('externalIdentity')),
  ])
  const found = { nationalIdentityNumber: persons, organizationNumber: organizations, externalIdentity: externals }
  return (recipient) => {
    const identity = identityOf(recipient)
    return identity && found[identity.kind].get(identity.name.toLowerCase())
  }
}

type ByName = ReadonlyMap<string, Contact>

const nobody: ByName = new Map()

async function findPersons(
  { contacts }: ContactPorts,
  numbers: readonly string[],
  { useStaleContactInformation = false }: ResolutionRules,
): Promise<ByName> {
  if (numbers.length === 0) return nobody
  const persons = await contacts.ofPersons(numbers, { stale: useStaleContactInformation })
  return byName(persons, ({ nationalIdentityNumber, isReserved, ...addresses }) => [
    nationalIdentityNumber,
    { isReserved, points: contactPoints([registered(addresses)]) },
  ])
}

async function findExternals({ contacts }: ContactPorts, identities: readonly string[]): Promise<ByName> {
  if (identities.length === 0) return nobody
  return byName(await contacts.ofExternalIdentities(identities), ({ externalIdentity, ...addresses }) => [
    externalIdentity,
    { isReserved: false, points: contactPoints([registered(addresses)]) },
  ])
}

/** Official addresses first: what a user registered counts only where it adds something. */
async function findOrganizations(
  ports: ContactPorts,
  numbers: readonly string[],
  rules: ResolutionRules & { readonly scope: 'official' | 'all' },
): Promise<ByName> {
  if (numbers.length === 0) return nobody
  const [official, users] = await Promise.all([
    ports.contacts.ofOrganizations(numbers),
    rules.scope === 'all' ? findUsers(ports, numbers, rules) : [],
  ])
  const officialOf = Map.groupBy(official, nameOf)
  const usersOf = Map.groupBy(users, nameOf)
  return byName(numbers, (number) => {
    const name = number.toLowerCase()
    const addresses = (officialOf.get(name) ?? []).map(({ emails, mobileNumbers }) => ({
      emails,
      numbers: mobileNumbers,
    }))
    const points = contactPoints([...addresses, ...(usersOf.get(name) ?? []).map(registered)])
    return [number, { isReserved: false, points }]
  })
}

const nameOf = ({ organizationNumber }: { readonly organizationNumber: string }) => organizationNumber.toLowerCase()

/** Only users who may still act for the organisation with the resource. */
async function findUsers(
  { contacts, authorization }: ContactPorts,
  organizations: readonly string[],
  { resourceId = '', resourceAction = '' }: ResolutionRules,
): Promise<readonly UserContact[]> {
  const resource = resourceName(resourceId)
  if (resource === undefined) return []
  const users = await contacts.ofUsers(organizations, resource)
  if (users.length === 0) return []
  return authorization.permitted(users, { resource, action: resourceAction.trim() || 'read' })
}

const registered = ({ email, mobileNumber }: { email?: string; mobileNumber?: string }) => ({
  emails: [email],
  numbers: [mobileNumber],
})

const byName = <Found>(found: readonly Found[], entry: (of: Found) => [string, Contact]): ByName =>
  new Map(
    found.map((of) => {
      const [name, contact] = entry(of)
      return [name.toLowerCase(), contact]
    }),
  )
