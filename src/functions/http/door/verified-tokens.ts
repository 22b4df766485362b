import { hash } from 'node:crypto'
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose'
import type { Caller } from './caller.ts'

/** The keys that tokens are signed with. */
export interface TokenKeys {
  /** Throws an error of jose where there is no such key, `TransientFault` where nobody can tell. */
  readonly find: JWTVerifyGetKey
  /** Grows whenever the set of keys has changed. */
  generation(): number
}

export interface VerifiedTokens {
  readonly keys: TokenKeys
  /** The machine's clock: token dates have nothing to do with the time that orders speak of. */
  readonly now: () => Date
  /** Who somebody with such claims is. */
  readonly callerOf: (claims: JWTPayload) => Caller | undefined
  /** What has to be true of the tokens besides. */
  readonly demands?: Pick<JWTVerifyOptions, 'algorithms'>
  /** How many verified tokens are remembered. */
  readonly mostRemembered?: number | undefined
}

const skewSeconds = 10

interface Verified {
  readonly caller: Caller
  readonly expires: number
}

/**
 * Tells who somebody with a token is; undefined for a token that proves nothing. Signature and lifetime are checked.
 * Verified tokens are remembered by their hash, for as long as they and the keys live.
 */
export function verifiedTokens(settings: VerifiedTokens): (token: string) => Promise<Caller | undefined> {
  const { keys, now, mostRemembered = 5_000 } = settings
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

  return async (token) => {
    const key = hash('sha256', token, 'base64')
    const known = recall(key)
    if (known !== undefined) return known
    const before = generation
    const verified = await verify(token, settings)
    // The key that verified it may be one of those that are gone by now.
    if (verified !== undefined && before === keys.generation()) remember(key, verified)
    return verified?.caller
  }
}

async function verify(token: string, { keys, now, callerOf, demands }: VerifiedTokens): Promise<Verified | undefined> {
  try {
    const options = { ...demands, clockTolerance: skewSeconds, requiredClaims: ['exp'], currentDate: now() }
    const { payload } = await jwtVerify(token, keys.find, options)
    const caller = callerOf(payload)
    return caller && { caller, expires: ((payload.exp ?? 0) + skewSeconds) * 1000 }
  } catch (fault) {
    if (fault instanceof errors.JOSEError) return undefined
    throw fault
  }
}
