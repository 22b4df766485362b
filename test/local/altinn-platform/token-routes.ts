import type { Keys } from './keys.ts'
import { json, text, type Answer, type Route } from './route.ts'
import { enterpriseToken, personalToken, platformToken, type TokenRequest } from './tokens.ts'

/** @param openId the address of the OpenID provider, also the issuer of its tokens; ends with a slash */
export function tokenRoutes(keys: Keys, openId: string): readonly Route[] {
  const provider = new URL(openId).pathname
  return [
    { method: 'GET', path: `${provider}.well-known/openid-configuration`, answer: () => json(configuration(openId)) },
    { method: 'GET', path: `${provider}.well-known/openid-configuration/jwks`, answer: () => published(keys) },
    tokenRoute('GetEnterpriseToken', (request) => enterpriseToken(keys, openId, request)),
    tokenRoute('GetPersonalToken', (request) => personalToken(keys, openId, request)),
    tokenRoute('GetPlatformToken', (request) => platformToken(keys, request)),
    {
      method: 'POST',
      path: '/certificates/*',
      answer: ({ rest }) => {
        keys.renew(rest)
        return certificate(keys, rest)
      },
    },
    {
      method: 'POST',
      path: '/keys/rotate',
      answer: ({ query }) => {
        keys.rotate(query.get('drop') === 'true')
        return published(keys)
      },
    },
  ]
}

/** By the name of the issuer. */
export const certificateRoutes = (keys: Keys): readonly Route[] => [
  { method: 'GET', path: '/certificates/*', answer: ({ rest }) => certificate(keys, rest) },
]

const configuration = (openId: string) => ({
  issuer: openId,
  jwks_uri: `${openId}.well-known/openid-configuration/jwks`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
})

const published = async (keys: Keys) => json({ keys: await keys.published() })

function certificate(keys: Keys, issuer: string): Answer {
  const found = keys.certificateOf(issuer)
  return found === undefined ? { status: 404 } : text(found)
}

const TTL_SECONDS = 1800
const login: Answer = { status: 401, headers: { 'www-authenticate': 'Basic realm="tokens"' } }

/** The token generator asks who is calling, and takes any answer. */
function tokenRoute(name: string, mint: (request: TokenRequest) => Promise<string>): Route {
  return {
    method: 'GET',
    path: `/api/${name}`,
    answer: async ({ query, authorization }) => {
      if (!/^basic \S/i.test(authorization)) return login
      const { ttl = TTL_SECONDS, ...wanted } = Object.fromEntries(query)
      if (!Number.isInteger(Number(ttl))) return { ...text('ttl must be a whole number of seconds'), status: 400 }
      return text(await mint({ ...wanted, ttl: Number(ttl) }))
    },
  }
}
