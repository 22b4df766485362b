/** Who calls, as an identity that was verified says. */
export interface Caller {
  /** Short name of the organisation, which owns what the caller creates. */
  readonly org?: string
  readonly scopes: readonly string[]
}

/** What a caller has to be allowed to do. */
export type Policy = 'create' | 'create-composed' | 'support'

const scopes: Readonly<Record<Policy, string>> = {
  create: 'altinn:serviceowner/notifications.create',
  'create-composed': 'altinn:serviceowner/notifications.composedemail.create',
  support: 'altinn:notifications.support.admin',
}

/** Somebody who may do this and nothing else. */
export const callerWith = (org: string, policy: Policy): Caller => ({ org, scopes: [scopes[policy]] })

export const isAllowed = (caller: Caller, policy: Policy) => caller.scopes.includes(scopes[policy])

/** The organisation in whose name the call is made; undefined when there is none, or only blanks. */
export const creatorOf = ({ org }: Caller) => (org === undefined || org.trim() === '' ? undefined : org)
