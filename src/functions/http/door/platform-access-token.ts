import type { IdentitySource } from './authenticator.ts'
import { callerWith } from './caller.ts'
import { verifiedTokens, type VerifiedTokens } from './verified-tokens.ts'

/** The only thing that such a token gives a right to. */
const policy = 'create'

/**
 * Apps of Altinn, which act for the organisation that issued their token: it is believed once the token has been
 * verified, and never before.
 */
export function platformAccessToken(tokens: Pick<VerifiedTokens, 'keys' | 'now' | 'mostRemembered'>): IdentitySource {
  const callerOf = verifiedTokens({
    ...tokens,
    demands: { algorithms: ['RS256'] },
    callerOf: ({ iss }) => (iss === undefined ? undefined : callerWith(iss, policy)),
  })
  return async ({ headers }, wanted) => {
    const token = headers.get('PlatformAccessToken')
    // Several headers arrive as one with commas, which no token has.
    return token === null || token === '' || wanted !== policy ? undefined : callerOf(token)
  }
}
