import { hash } from 'node:crypto'
import type { HttpRequest } from '@azure/functions'
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import type { IdentitySource } from './authenticator.ts'
import type { Caller } from './caller.ts'
import { callerOf } from './token-claims.ts'

/** The keys that tokens are signed with. */
export interface TokenKeys {
  /** Throws an error of jose where there is no such key, `TransientFault` where nobody can tell. */
  readonly find: JWTVerifyGetKey
  /** Grows whenever the set of keys has changed. */
  generation(): number
}

export interface BearerTokens {
  readonly keys: TokenKeys
  /** The machine's clock: token dates have nothing to do with the time that orders speak of. */
  readonly now: () => Date
  /** Cookies that may hold the token where there is no authorization header, in this order. */
  readonly cookies: readonly string[]
  /** How many verified tokens are remembered. */
  readonly mostRemembered?: number
}

const skewSeconds = 10

interface Verified {
  readonly caller: Caller
  readonly expires: number
}

/**
 * Callers with a token of Altinn's. Signature and lifetime are checked, issuer and audience are not: the reference
 * trusts whoever the keys belong to. Verified tokens are remembered by their hash, for as long as they and the keys live.
 */
export function bearerToken({ keys, now, cookies, mostRemembered = 5_000 }: BearerTokens): IdentitySource {
  const remembered = new Map<string, Verified>()
  let generation = 0

  const recall = (key: string) => {
    if (generation !== keys.generation()) remembered.clear()
    generation = keys.generation()
    const verified = remembered.get(key)
    return verified !== undefined && now().getTime() < verified.expires ? verified.caller : undefined
  }

  const remember = (key: string, verified: Verified) => {
    const [oldest] = remembered.size < mostRemembered ? [] : remembered.keys()
    if (oldest !== undefined) remembered.delete(oldest)
    remembered.set(key, verified)
  }

  return async (request) => {
    const token = tokenOf(request, cookies)
    if (token === undefined) return undefined
    const key = hash('sha256', token, 'base64')
    const known = recall(key)
    if (known !== undefined) return known
    const before = generation
    const verified = await verify(token, keys, now())
    // The key that verified it may be one of those that are gone by now.
    if (verified !== undefined && before === keys.generation()) remember(key, verified)
    return verified?.caller
  }
}

async function verify(token: string, keys: TokenKeys, currentDate: Date): Promise<Verified | undefined> {
  try {
    const options = { clockTolerance: skewSeconds, requiredClaims: ['exp'], currentDate }
    const { payload } = await jwtVerify(token, keys.find, options)
    return { caller: callerOf(payload), expires: ((payload.exp ?? 0) + skewSeconds) * 1000 }
  } catch (fault) {
    if (fault instanceof errors.JOSEError) return undefined
    throw fault
  }
}

/** First the authorization header (its scheme in any letter case), then the cookies. */
function tokenOf({ headers }: HttpRequest, cookies: readonly string[]): string | undefined {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) return bearer
  const jar = headers.get('cookie')
  if (jar === null) return undefined
  const pairs = jar.split(';').map((pair) => pair.trim().split('=', 2) as [string, string?])
  return cookies.map((name) => pairs.find(([of]) => of === name)?.[1]).find(Boolean)
}
