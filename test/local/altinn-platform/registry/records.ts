import * as z from 'zod'

const addresses = { email: z.string().optional(), mobileNumber: z.string().optional() }
/** What the entry is there for; people who look at it read this. */
const about = z.string().default('')

export const Person = z.strictObject({
  nationalIdentityNumber: z.string(),
  /** What Register knows; null: nothing. */
  name: z.string().nullable(),
  userId: z.int(),
  partyId: z.int(),
  isReserved: z.boolean().default(false),
  ...addresses,
  /** Not confirmed for 18 months. */
  emailIsOutdated: z.boolean().default(false),
  mobileNumberIsOutdated: z.boolean().default(false),
  /** Not in the contact register. */
  isUnknown: z.boolean().default(false),
  about,
})
export type Person = z.output<typeof Person>

/** Somebody who registered an address of their own for an organisation. */
const User = z.strictObject({
  userId: z.int(),
  ...addresses,
  /** What the address is for; left out, everything. */
  resources: z.array(z.string()).optional(),
  /** What the decision point lets them read (`resource`) or do (`resource:action`); `*` is everything. */
  permits: z.array(z.string()),
})
export type User = z.output<typeof User>

export const Organization = z.strictObject({
  organizationNumber: z.string(),
  name: z.string().nullable(),
  partyId: z.int(),
  emails: z.array(z.string()).default([]),
  mobileNumbers: z.array(z.string()).default([]),
  /** Whose official addresses stand in where there are none. */
  mainUnit: z.string().optional(),
  users: z.array(User).default([]),
  about,
})
export type Organization = z.output<typeof Organization>

export const ExternalIdentity = z.strictObject({ externalIdentity: z.string(), ...addresses, about })
export type ExternalIdentity = z.output<typeof ExternalIdentity>

/** Everybody, and everything that is known of them. */
export const Records = z.strictObject({
  people: z.array(Person),
  organizations: z.array(Organization),
  externalIdentities: z.array(ExternalIdentity),
})
export type Records = z.output<typeof Records>

/** One entry of a kind, and the member that names it. */
export const kinds = {
  people: { schema: Person, key: 'nationalIdentityNumber' },
  organizations: { schema: Organization, key: 'organizationNumber' },
  externalIdentities: { schema: ExternalIdentity, key: 'externalIdentity' },
} as const
export type Kind = keyof typeof kinds
