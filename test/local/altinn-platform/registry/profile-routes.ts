import * as z from 'zod'
import { json, refused, type Answer, type Route } from '../route.ts'
import type { ExternalIdentity, Organization, Person } from './records.ts'
import type { Registry } from './registry.ts'

const base = '/profile/api/v1/'

/** Altinn's Profile: contact points of people, organisations, their users, and users without a number. */
export const profileRoutes = (registry: Registry): readonly Route[] => [
  lookup('users/contactpoint/lookup', People, ({ nationalIdentityNumbers, useStaleContactInfo }) => {
    const asked = new Set(nationalIdentityNumbers)
    return registry
      .all()
      .people.filter((person) => asked.has(person.nationalIdentityNumber))
      .flatMap((person) => contactPoint(person, useStaleContactInfo))
  }),
  lookup('users/contactpoint/lookupsi', Externals, ({ externalIdentities }) =>
    externalIdentities.flatMap((identity) => externalContact(registry.all().externalIdentities, identity)),
  ),
  lookup('organizations/notificationaddresses/lookup', Organizations, ({ organizationNumbers }) =>
    organizationNumbers.flatMap((number) => officialContact(registry.all().organizations, number)),
  ),
  lookup('units/contactpoint/lookup', Units, ({ organizationNumbers, resourceId }) =>
    registry
      .all()
      .organizations.filter(({ organizationNumber }) => organizationNumbers.includes(organizationNumber))
      .flatMap((organization) => userContacts(organization, resourceId.replace(/^urn:altinn:resource:/, ''))),
  ),
]

const numbers = z.array(z.string().trim().min(1)).min(1)
const People = z.object({
  nationalIdentityNumbers: z.array(z.string()),
  useStaleContactInfo: z.boolean().default(false),
})
const Externals = z.object({ externalIdentities: z.array(z.string()) })
const Organizations = z.object({ organizationNumbers: numbers })
const Units = z.object({ organizationNumbers: numbers, resourceId: z.string() })

function lookup<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  find: (asked: z.output<Schema>) => readonly object[],
): Route {
  const answer = (body: string): Answer => {
    const asked = schema.safeParse(JSON.parse(body))
    return asked.success ? json({ contactPointsList: find(asked.data) }) : refused(400, z.prettifyError(asked.error))
  }
  return { method: 'POST', path: base + path, answer: ({ body }) => answer(body) }
}

/** Old values are hidden unless they are asked for; somebody with nothing but old ones is left out. */
function contactPoint(person: Person, isStaleWelcome: boolean): object[] {
  const { userId, nationalIdentityNumber, isReserved, emailIsOutdated, mobileNumberIsOutdated } = person
  const shown = (value: string | undefined, isOld: boolean) => (isOld && !isStaleWelcome ? null : (value ?? null))
  if (person.isUnknown || (!isStaleWelcome && emailIsOutdated && mobileNumberIsOutdated)) return []
  const email = shown(person.email, emailIsOutdated)
  const mobileNumber = shown(person.mobileNumber, mobileNumberIsOutdated)
  return [{ userId, nationalIdentityNumber, isReserved, email, emailIsOutdated, mobileNumber, mobileNumberIsOutdated }]
}

/** Users of ID-porten's e-mail are reached there even if they are new to us. Others need an address. */
function externalContact(known: readonly ExternalIdentity[], externalIdentity: string): object[] {
  const found = known.find((each) => each.externalIdentity.toLowerCase() === externalIdentity.toLowerCase())
  const [, email] = /^urn:altinn:person:idporten-email:(.+)$/.exec(externalIdentity) ?? []
  const points = found ?? { email, mobileNumber: undefined }
  if (points.email === undefined && points.mobileNumber === undefined) return []
  return [{ externalIdentity, email: points.email ?? null, mobileNumber: points.mobileNumber ?? null }]
}

/** A unit without addresses has those of its main unit. */
function officialContact(known: readonly Organization[], number: string): object[] {
  const found = known.find(({ organizationNumber }) => organizationNumber === number)
  if (found === undefined) return []
  const isBare = found.emails.length + found.mobileNumbers.length === 0
  const main = isBare ? known.find(({ organizationNumber }) => organizationNumber === found.mainUnit) : undefined
  const { organizationNumber: addressOrigin, emails, mobileNumbers } = main ?? found
  const partyId = 0
  return [{ organizationNumber: number, addressOrigin, partyId, emailList: emails, mobileNumberList: mobileNumbers }]
}

function userContacts({ organizationNumber, partyId, users }: Organization, resource: string): object[] {
  const userContactPoints = users
    .filter(({ resources }) => resources === undefined || resources.includes(resource))
    .map(({ userId, email, mobileNumber }) => ({ userId, email: email ?? null, mobileNumber: mobileNumber ?? null }))
  return userContactPoints.length === 0 ? [] : [{ organizationNumber, partyId, userContactPoints }]
}
