import { vi } from 'vitest'
import type { Ports } from '../../../src/use-cases/ports.ts'
import type {
  ExternalContact,
  OrganizationContact,
  PartyName,
  PersonContact,
  UserContact,
} from '../../../src/use-cases/register-ports.ts'

interface Known {
  readonly persons?: readonly PersonContact[]
  readonly organizations?: readonly OrganizationContact[]
  readonly users?: readonly UserContact[]
  readonly externals?: readonly ExternalContact[]
  readonly names?: readonly PartyName[]
  /** Ids of users who may act for anybody. */
  readonly permitted?: readonly number[]
}

/** Registers that answer with what is asked for and known, and remember what they were asked. */
export function knownContacts({
  persons = [],
  organizations = [],
  users = [],
  externals = [],
  names = [],
  permitted = [],
}: Known) {
  const contacts = {
    ofPersons: vi.fn<Ports['contacts']['ofPersons']>((numbers) =>
      Promise.resolve(persons.filter((person) => numbers.includes(person.nationalIdentityNumber))),
    ),
    ofOrganizations: vi.fn<Ports['contacts']['ofOrganizations']>((numbers) =>
      Promise.resolve(organizations.filter(({ organizationNumber }) => numbers.includes(organizationNumber))),
    ),
    ofUsers: vi.fn<Ports['contacts']['ofUsers']>(() => Promise.resolve(users)),
    ofExternalIdentities: vi.fn<Ports['contacts']['ofExternalIdentities']>(() => Promise.resolve(externals)),
    names: vi.fn<Ports['contacts']['names']>(() => Promise.resolve(names)),
  }
  const asked: unknown[] = []
  const authorization: Ports['authorization'] = {
    permitted: (pairs, what) => {
      asked.push(what)
      return Promise.resolve(pairs.filter(({ userId }) => permitted.includes(userId)))
    },
  }
  return { contacts, authorization, asked }
}
