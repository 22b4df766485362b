import { expect, test } from 'vitest'
import { altinnContacts } from '../../../src/adapters/altinn/contacts.ts'
import { neighbour } from '../../../src/adapters/altinn/neighbour.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import organizations from '../../local/altinn-platform/registry/organizations.json' with { type: 'json' }
import people from '../../local/altinn-platform/registry/people.json' with { type: 'json' }
import { startedPlatform } from './started-platform.ts'

const number = (about: string) => people.find((person) => person.about === about)?.nationalIdentityNumber ?? about
const organization = (about: string) =>
  organizations.find((each) => each.about === about) ?? { organizationNumber: about, name: about }

test('persons: addresses and reservations as the register holds them', async () => {
  const { contacts } = await startedPlatform()
  const both = number('e-mail and mobile')
  const reserved = number('reserved; no address')
  const asked = [both, reserved, number('known to Register only'), '00000000000']
  expect(await contacts.ofPersons(asked, { stale: false })).toEqual([
    { nationalIdentityNumber: both, isReserved: false, email: 'rask.elv@example.no', mobileNumber: '+4799900101' },
    { nationalIdentityNumber: reserved, isReserved: true },
  ])
})

test('persons: what is old is told only where that is wanted', async () => {
  const { contacts } = await startedPlatform()
  const old = number('both addresses older than 18 months: unknown unless that is accepted')
  const half = number('old e-mail, fresh mobile')
  const fresh = await contacts.ofPersons([old, half], { stale: false })
  expect(fresh).toEqual([{ nationalIdentityNumber: half, isReserved: false, mobileNumber: '+4799900106' }])
  const stale = await contacts.ofPersons([old, half], { stale: true })
  expect(stale).toEqual([
    { nationalIdentityNumber: old, isReserved: false, email: 'treg.skilpadde@example.no', mobileNumber: '+4799900105' },
    { nationalIdentityNumber: half, isReserved: false, email: 'lun.stue@example.no', mobileNumber: '+4799900106' },
  ])
})

test('organisations: official addresses, a unit’s own or those of its main unit', async () => {
  const { contacts } = await startedPlatform()
  const unit = organization('no address of its own: has those of its main unit').organizationNumber
  const bare = organization('nothing at all').organizationNumber
  expect(await contacts.ofOrganizations([unit, bare, '999999999'])).toEqual([
    { organizationNumber: unit, emails: ['post@rask-rev.example.no'], mobileNumbers: ['+4799900119'] },
    { organizationNumber: bare, emails: [], mobileNumbers: [] },
  ])
})

test('users of organisations: those who registered for the resource', async () => {
  const { contacts } = await startedPlatform()
  const other = organization('a user who registered for another resource only').organizationNumber
  const three = organization(
    'nothing official; of three users one may, one may not, and one may only do something else',
  ).organizationNumber
  const found = await contacts.ofUsers([other, three], 'sample-resource')
  expect(found.map(({ organizationNumber, userId }) => [organizationNumber, userId])).toEqual([
    [three, 21003],
    [three, 21004],
    [three, 21005],
  ])
  expect(found[0]).toMatchObject({ partyId: 60011, email: 'en@tre-troll.example.no' })
  expect(await contacts.ofUsers([other], 'other-resource')).toHaveLength(1)
})

test('external identities: told by the name they were asked for', async () => {
  const { contacts } = await startedPlatform()
  const newcomer = 'urn:altinn:person:idporten-email:ny@example.no'
  const asked = ['urn:altinn:username:KALD.vind', 'urn:altinn:username:myk.mose', newcomer]
  expect(await contacts.ofExternalIdentities(asked)).toEqual([
    {
      externalIdentity: 'urn:altinn:username:KALD.vind',
      email: 'kald.vind@example.no',
      mobileNumber: expect.any(String) as string,
    },
    { externalIdentity: newcomer, email: 'ny@example.no' },
  ])
})

test('names: of people and organisations, to a caller whose platform access token is good', async () => {
  const platform = await startedPlatform()
  const parties = {
    persons: [number('e-mail and mobile'), number('e-mail and mobile; Register has no name'), '00000000000'],
    organizations: [organization('official e-mail and mobile').organizationNumber],
  }
  expect(await platform.contacts.names(parties)).toEqual([
    { number: parties.organizations[0], name: 'Rask Rev AS' },
    { number: parties.persons[0], name: 'Rask Elv' },
  ])
  const stranger = await startedPlatform({ PlatformTokenKey: '' })
  await expect(stranger.contacts.names(parties)).rejects.toMatchObject({ code: 'REGISTER_ANSWERED_401' })
})

test('a name that no register can hold does not spoil the request for the others', async () => {
  const { contacts, asked } = await startedPlatform()
  const real = organization('only official e-mail').organizationNumber
  expect(await contacts.ofOrganizations(['', '١٢٣٤٥٦٧٨٩', '12345678', real])).toHaveLength(1)
  expect(await contacts.ofPersons(['', 'x', '1٢٣٤٥٦٧٨٩٠1'], { stale: false })).toEqual([])
  expect(asked('POST /profile/api/v1/users/contactpoint/lookup')).toBe(0)
})

test('many names go in requests of so many', async () => {
  const { settings, asked } = await startedPlatform()
  const profile = neighbour({ name: 'PROFILE', ...settings.profile })
  const contacts = altinnContacts({ profile, register: profile, chunk: 10 })
  const numbers = people.map(({ nationalIdentityNumber }) => nationalIdentityNumber)
  const found = await contacts.ofPersons(numbers, { stale: true })
  expect(asked('POST /profile/api/v1/users/contactpoint/lookup')).toBe(4)
  expect(found.map((person) => person.nationalIdentityNumber)).toEqual(
    people.filter(({ isUnknown }) => isUnknown !== true).map(({ nationalIdentityNumber }) => nationalIdentityNumber),
  )
})

test('an answer that is not what was agreed is a fault that tells nobody’s data', async () => {
  const { contacts, fault } = await startedPlatform()
  const secret = number('e-mail and mobile')
  for (const body of ['', '[]', '{"contactPointsList":null}', `{"contactPointsList":["${secret}"]}`]) {
    await fault({ profile: { status: 200, body } })
    const thrown: unknown = await contacts.ofPersons([secret], { stale: false }).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(TransientFault)
    expect(thrown).toMatchObject({ code: 'PROFILE_UNREADABLE', cause: undefined })
  }
})
