import * as z from 'zod'
import type { Contacts, Parties, PartyName } from '../../use-cases/register-ports.ts'
import { inChunks } from './in-chunks.ts'
import type { Neighbour } from './neighbour.ts'

export interface Registers {
  readonly profile: Neighbour
  readonly register: Neighbour
  /** How many names one request may carry; Register itself takes a thousand. */
  readonly chunk?: number
}

const text = z.string().nullish()
const points = z.object({ email: text, mobileNumber: text })
const list = <Item extends z.ZodType>(item: Item) => z.object({ contactPointsList: z.array(item) })

const Persons = list(points.extend({ nationalIdentityNumber: z.string(), isReserved: z.boolean().nullish() }))
const Organizations = list(
  z.object({
    organizationNumber: z.string(),
    emailList: z.array(text).nullish(),
    mobileNumberList: z.array(text).nullish(),
  }),
)
const Units = list(
  z.object({
    organizationNumber: z.string(),
    partyId: z.number(),
    userContactPoints: z.array(points.extend({ userId: z.number().nullish() })).nullish(),
  }),
)
const Externals = list(points.extend({ externalIdentity: z.string() }))
const Names = z.object({ partyNames: z.array(z.object({ orgNo: text, ssn: text, name: text })) })

/** What never is in a register is not asked for: one impossible name would have the whole request refused. */
const possible = (names: readonly string[], digits: number) =>
  names.filter((name) => name.length === digits && /^[0-9]+$/.test(name))

/** The registers behind Altinn's Profile (addresses) and Register (names). */
export const altinnContacts = ({ profile, register, chunk = 500 }: Registers): Contacts => ({
  ofPersons: (numbers, { stale }) =>
    inChunks(possible(numbers, 11), chunk, (some) => askForPersons(profile, some, stale)),
  ofOrganizations: (numbers) => inChunks(possible(numbers, 9), chunk, (some) => askForOrganizations(profile, some)),
  ofUsers: (organizations, resource) =>
    inChunks(possible(organizations, 9), chunk, (some) => askForUsers(profile, some, resource)),
  ofExternalIdentities: (identities) => inChunks(identities, chunk, (some) => askForExternals(profile, some)),
  names: (parties) => inChunks(partiesOf(parties), chunk, (some) => askForNames(register, some)),
})

async function askForPersons(profile: Neighbour, nationalIdentityNumbers: readonly string[], stale: boolean) {
  const body = { nationalIdentityNumbers, useStaleContactInfo: stale }
  const { contactPointsList } = await profile.post('users/contactpoint/lookup', body, Persons)
  return contactPointsList.map(({ nationalIdentityNumber, isReserved, ...found }) => ({
    nationalIdentityNumber,
    isReserved: isReserved === true,
    ...addresses(found),
  }))
}

async function askForOrganizations(profile: Neighbour, organizationNumbers: readonly string[]) {
  const path = 'organizations/notificationaddresses/lookup'
  const { contactPointsList } = await profile.post(path, { organizationNumbers }, Organizations)
  return contactPointsList.map(({ organizationNumber, emailList, mobileNumberList }) => ({
    organizationNumber,
    emails: filled(emailList),
    mobileNumbers: filled(mobileNumberList),
  }))
}

/** Of a user without a number nobody can be asked whether they may act. */
async function askForUsers(profile: Neighbour, organizationNumbers: readonly string[], resourceId: string) {
  const body = { organizationNumbers, resourceId }
  const { contactPointsList } = await profile.post('units/contactpoint/lookup', body, Units)
  return contactPointsList.flatMap(({ organizationNumber, partyId, userContactPoints }) =>
    (userContactPoints ?? []).flatMap(({ userId, ...found }) =>
      typeof userId === 'number' ? [{ organizationNumber, partyId, userId, ...addresses(found) }] : [],
    ),
  )
}

async function askForExternals(profile: Neighbour, externalIdentities: readonly string[]) {
  const { contactPointsList } = await profile.post('users/contactpoint/lookupsi', { externalIdentities }, Externals)
  return contactPointsList.map(({ externalIdentity, ...found }) => ({ externalIdentity, ...addresses(found) }))
}

/** The two flat lists are what other callers send besides. */
async function askForNames(register: Neighbour, parties: readonly Party[]) {
  const organizationNumbers = parties.flatMap((party) => ('orgNo' in party ? [party.orgNo] : []))
  const socialSecurityNumbers = parties.flatMap((party) => ('ssn' in party ? [party.ssn] : []))
  const body = { organizationNumbers, socialSecurityNumbers, parties }
  const { partyNames } = await register.post('parties/nameslookup', body, Names)
  return partyNames.flatMap(named)
}

type Party = { readonly orgNo: string } | { readonly ssn: string }

const partiesOf = ({ persons, organizations }: Parties): readonly Party[] => [
  ...possible(organizations, 9).map((orgNo) => ({ orgNo })),
  ...possible(persons, 11).map((ssn) => ({ ssn })),
]

function named({ orgNo, ssn, name }: z.output<typeof Names>['partyNames'][number]): PartyName[] {
  const number = orgNo ?? ssn ?? ''
  return number === '' || !name ? [] : [{ number, name }]
}

const filled = (texts: readonly (string | null | undefined)[] | null | undefined) =>
  (texts ?? []).flatMap((each) => (each ? [each] : []))

const addresses = ({ email, mobileNumber }: z.output<typeof points>) => ({
  ...(email ? { email } : {}),
  ...(mobileNumber ? { mobileNumber } : {}),
})
