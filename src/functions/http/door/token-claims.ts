import type { Caller } from './caller.ts'

/** A claim may be given once or as a list; only the first one counts, and one that is not text counts as empty. */
function firstText(claim: unknown): string | undefined {
  const first: unknown = Array.isArray(claim) ? claim[0] : claim
  if (first === undefined) return undefined
  return typeof first === 'string' ? first : ''
}

/** `scope` counts only where there is no `urn:altinn:scope`, whatever that holds. */
export function callerOf(claims: Readonly<Record<string, unknown>>): Caller {
  const org = firstText(claims['urn:altinn:org'])
  const scopes = firstText(claims['urn:altinn:scope']) ?? firstText(claims['scope']) ?? ''
  return { ...(org === undefined ? {} : { org }), scopes: scopes.split(' ') }
}
