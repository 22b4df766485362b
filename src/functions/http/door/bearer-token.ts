import type { HttpRequest } from '@azure/functions'
import type { IdentitySource } from './authenticator.ts'
import { callerOf } from './token-claims.ts'
import { verifiedTokens, type VerifiedTokens } from './verified-tokens.ts'

export interface BearerTokens extends Pick<VerifiedTokens, 'keys' | 'now' | 'mostRemembered'> {
  /** Cookies that may hold the token where there is no authorization header, in this order. */
  readonly cookies: readonly string[]
}

/**
 * Callers with a token of Altinn's. Issuer and audience are not checked: the reference trusts whoever the keys belong
 * to.
 */
export function bearerToken({ cookies, ...tokens }: BearerTokens): IdentitySource {
  const callerWith = verifiedTokens({ ...tokens, callerOf })
  return async (request) => {
    const token = tokenOf(request, cookies)
    return token === undefined ? undefined : callerWith(token)
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
