import { generateKeyPair, SignJWT } from 'jose'
import { apiClient, type ApiClient } from '../../local/cloud/api-client.ts'
import type { Cloud } from '../../local/cloud/start-cloud.ts'
import { createScope, enterpriseToken } from '../../local/cloud/tokens.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Headers of callers whom nobody knows. */
export async function unknownCallers({ url }: Cloud): Promise<Readonly<Record<string, Record<string, string>>>> {
  const token = await enterpriseToken(url)
  const [header = '', payload = '', signature = ''] = token.split('.')
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  return {
    'nobody has sent a token': {},
    'the token is no token': bearer('hemmelighet'),
    'the token has two parts': bearer(`${header}.${payload}`),
    'the token has no signature': bearer(`${header}.${payload}.`),
    'the signature is of another token': bearer(`${header}.${payload}.${signature.toUpperCase()}`),
    'the token has expired': bearer(await enterpriseToken(url, { ttlSeconds: -60 })),
    'the token says that it is not signed': bearer(`${unsigned}.${payload}.`),
    'the token is signed with a key of theirs': bearer(await forged()),
    'the token is called something else': { authorization: `Basic ${token}` },
  }
}

async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256')
  const claims = { 'urn:altinn:org': 'ttd', 'urn:altinn:scope': createScope }
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).setExpirationTime('1h').sign(privateKey)
}

/** A caller with a good token that gives no right to anything. */
export async function otherCallers({ url }: Cloud): Promise<Readonly<Record<string, ApiClient>>> {
  const withToken = async (claims: Parameters<typeof enterpriseToken>[1]) =>
    apiClient(url, bearer(await enterpriseToken(url, claims)))
  return {
    'the token is for something else': await withToken({ scopes: 'altinn:serviceowner/instances.read' }),
    'the scope is almost the right one': await withToken({ scopes: createScope.toUpperCase() }),
    'the token names no organisation': await withToken({ org: '' }),
  }
}
