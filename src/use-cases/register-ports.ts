/** The registers of Altinn. What a register does not know is left out of its answer. */
export interface Contacts {
  /** @param numbers national identity numbers; with `stale` also what has not been confirmed for 18 months counts */
  ofPersons(numbers: readonly string[], options: { readonly stale: boolean }): Promise<readonly PersonContact[]>
  /** The official addresses of organisations. */
  ofOrganizations(numbers: readonly string[]): Promise<readonly OrganizationContact[]>
  /** What users registered of their own for organisations and a resource; whether they still may is not asked. */
  ofUsers(organizations: readonly string[], resource: string): Promise<readonly UserContact[]>
  /** @param identities URNs of users without a national identity number */
  ofExternalIdentities(identities: readonly string[]): Promise<readonly ExternalContact[]>
  names(parties: Parties): Promise<readonly PartyName[]>
}

/** Numbers are as the register holds them: not always with a country code, not always numbers. */
interface RegisteredAddresses {
  readonly email?: string
  readonly mobileNumber?: string
}

export interface PersonContact extends RegisteredAddresses {
  readonly nationalIdentityNumber: string
  /** Has asked public bodies not to write electronically. */
  readonly isReserved: boolean
}

export interface OrganizationContact {
  readonly organizationNumber: string
  readonly emails: readonly string[]
  readonly mobileNumbers: readonly string[]
}

export interface UserContact extends RegisteredAddresses, UserOfParty {
  readonly organizationNumber: string
}

export interface ExternalContact extends RegisteredAddresses {
  readonly externalIdentity: string
}

export interface Parties {
  readonly persons: readonly string[]
  readonly organizations: readonly string[]
}

/** @property number the national identity number or organisation number that was asked for */
export interface PartyName {
  readonly number: string
  readonly name: string
}

export interface Authorization {
  /** Those of the pairs whose user may do the action with the resource on behalf of the party. */
  permitted<Pair extends UserOfParty>(pairs: readonly Pair[], what: ResourceAction): Promise<readonly Pair[]>
}

/** Both are numbers of Altinn's own. */
export interface UserOfParty {
  readonly userId: number
  readonly partyId: number
}

export interface ResourceAction {
  /** Without its prefix. */
  readonly resource: string
  readonly action: string
}

export interface Conditions {
  /**
   * Asks the service owner, at the address that came with the order, whether it shall still be sent. `inconclusive`:
   * no usable answer. `TransientFault`: it could not be asked, through no fault of the service owner's.
   */
  check(endpoint: string): Promise<'send' | 'do-not-send' | 'inconclusive'>
}
