import { importJWK, jwtVerify } from 'jose'
import type { Keys } from './keys.ts'
import { json, type Answer, type Route } from './route.ts'
import { machineToken } from './tokens.ts'

const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const longestSeconds = 120

const denied = (error_description: string): Answer => ({
  ...json({ error: 'invalid_grant', error_description }),
  status: 400,
})

/** @param endpoint ends with a slash; the audience of what clients say of themselves, and the issuer of its tokens */
export const maskinportenRoutes = (keys: Keys, endpoint: string): readonly Route[] => [
  {
    method: 'POST',
    path: `${new URL(endpoint).pathname}token`,
    answer: ({ body }) => answerTo(keys, endpoint, new URLSearchParams(body)),
  },
]

async function answerTo(keys: Keys, endpoint: string, form: URLSearchParams): Promise<Answer> {
  if (form.get('grant_type') !== grant) return denied('another grant type is needed')
  const client = await keys.client()
  try {
    const { payload } = await jwtVerify(form.get('assertion') ?? '', await importJWK(client.publicJwk), {
      audience: endpoint,
      issuer: client.id,
      requiredClaims: ['iat', 'exp', 'jti', 'scope'],
      maxTokenAge: longestSeconds,
    })
    const scope = String(payload['scope'])
    const token = await machineToken(keys, endpoint, { scope, clientId: client.id })
    return json({ access_token: token, token_type: 'Bearer', expires_in: 119, scope })
  } catch (fault) {
    return denied(String(fault))
  }
}
