import { SignJWT, type JWTPayload } from 'jose'
import { randomUUID } from 'node:crypto'

import type { Keys, SigningKey } from './keys.ts'

/** What a token is asked for with; names as in the token generator of Altinn's test tools. */
export interface TokenRequest {
  /** Separated by commas or blanks. */
  readonly scopes?: string | undefined
  readonly org?: string | undefined
  readonly orgNo?: string | undefined
  readonly userId?: string | undefined
  readonly partyId?: string | undefined
  /** National identity number. */
  readonly pid?: string | undefined
  /** `org/app`. */
  readonly app?: string | undefined
  /** Seconds until it expires; negative for one that has expired. */
  readonly ttl: number
}

const AUDIENCE = 'altinn.no'

/** A service owner's token as exchanged from Maskinporten. */
export async function enterpriseToken(keys: Keys, issuer: string, { scopes, org, orgNo, ttl }: TokenRequest) {
  const claims = {
    iss: issuer,
    aud: AUDIENCE,
    ...scopeClaims(scopes),
    ...(org && { 'urn:altinn:org': org }),
    ...(orgNo && {
      'urn:altinn:orgNumber': orgNo,
      consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${orgNo}` },
    }),
    'urn:altinn:authenticatemethod': 'maskinporten',
    'urn:altinn:authlevel': 3,
  }
  return sign(claims, ttl, await keys.current())
}

/** The token of a person who has logged in. */
export async function personalToken(keys: Keys, issuer: string, { scopes, userId, partyId, pid, ttl }: TokenRequest) {
  const claims = {
    iss: issuer,
    aud: AUDIENCE,
    ...scopeClaims(scopes),
    ...(userId && { 'urn:altinn:userid': userId, 'urn:altinn:username': `user${userId}` }),
    ...(partyId && { 'urn:altinn:partyid': partyId }),
    ...(pid && { pid }),
    'urn:altinn:authenticatemethod': 'BankID',
    'urn:altinn:authlevel': 4,
  }
  return sign(claims, ttl, await keys.current())
}

/** The platform access token of an app; its issuer is the app's organisation. */
export function platformToken(keys: Keys, { app = 'ttd/app', ttl }: TokenRequest) {
  const [org = '', name = ''] = app.includes('/') ? app.split('/') : ['ttd', app]
  const claims = { iss: org, aud: 'platform.altinn.no', 'urn:altinn:app': name }
  return sign(claims, ttl, keys.ofIssuer(org))
}

/** Maskinporten's own token, for a machine. */
export async function machineToken(
  keys: Keys,
  issuer: string,
  { scope, clientId }: { scope: string; clientId: string },
) {
  const claims = { iss: issuer, client_id: clientId, client_amr: 'private_key_jwt', scope }
  return sign(claims, 119, await keys.current())
}

function scopeClaims(scopes = '') {
  const scope = scopes
    .split(/[\s,]+/)
    .filter(Boolean)
    .join(' ')
  return scope === '' ? {} : { scope, 'urn:altinn:scope': scope }
}

function sign(claims: JWTPayload, ttl: number, { privateKey, header }: SigningKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ ...claims, jti: randomUUID(), iat: now, nbf: now - 5, exp: now + ttl })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header })
    .sign(privateKey)
}
