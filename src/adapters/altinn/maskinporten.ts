import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT, type JWK } from 'jose'
import * as z from 'zod'
import { TransientFault } from '../../domain/faults.ts'
import { keptToken } from './kept-token.ts'

export interface MaskinportenClient {
  /** Ends with a slash; also the audience of what the client says of itself. */
  readonly endpoint: string
  readonly clientId: string
  /** RSA; its `kid` is what the client was registered with. */
  readonly privateJwk: JWK
}

const timeoutMs = 10_000
const assertionSeconds = 10
const Answer = z.object({ access_token: z.string(), expires_in: z.number() })

/** Tokens of a scope for machines, by the JWT grant of RFC 7523: https://docs.digdir.no/docs/Maskinporten */
export function maskinporten(client: MaskinportenClient, scope: string, nowMs: () => number) {
  const mint = async () => {
    const assertion = await assertionOf(client, scope, nowMs())
    const asked = nowMs()
    const { access_token: token, expires_in: seconds } = await ask(client.endpoint, assertion)
    return { token, expiresMs: asked + seconds * 1000 }
  }
  return keptToken(mint, nowMs)
}

async function assertionOf({ endpoint, clientId, privateJwk }: MaskinportenClient, scope: string, nowMs: number) {
  const now = Math.floor(nowMs / 1000)
  const claims = { aud: endpoint, iss: clientId, scope, iat: now, exp: now + assertionSeconds, jti: randomUUID() }
  const kid = privateJwk.kid === undefined ? {} : { kid: privateJwk.kid }
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...kid }).sign(await importJWK(privateJwk, 'RS256'))
}

async function ask(endpoint: string, assertion: string) {
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion })
  const signal = AbortSignal.timeout(timeoutMs)
  const answer = await fetch(`${endpoint}token`, { method: 'POST', body, signal, redirect: 'manual' })
    .then(async (response) => ({ status: response.status, json: await response.json() }))
    .catch((cause: unknown) => {
      throw new TransientFault('MASKINPORTEN_UNAVAILABLE', { cause })
    })
  const read = Answer.safeParse(answer.json)
  // Refusals concern our registration there, which an operator mends.
  if (answer.status !== 200 || !read.success) {
    throw new TransientFault(`MASKINPORTEN_ANSWERED_${answer.status}`, { retryAfterSeconds: 60 })
  }
  return read.data
}
