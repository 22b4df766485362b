import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { keptFresh, type Freshness } from './kept-fresh.ts'

export interface OpenIdKeysSettings extends Freshness {
  /** Ends with a slash; `.well-known/openid-configuration` is below it. */
  readonly wellKnownEndpoint: string
  /** The machine's clock, in milliseconds. */
  readonly nowMs: () => number
}

const timeoutMs = 5_000

/** The signing keys that an OpenID configuration points to. */
export function openIdKeys({ wellKnownEndpoint, ...freshness }: OpenIdKeysSettings) {
  const keys = keptFresh({ ...freshness, read: () => fetchKeys(wellKnownEndpoint), code: 'OPENID_KEYS_UNAVAILABLE' })
  const find: JWTVerifyGetKey = async (header, token) => {
    const known = await keys.value()
    try {
      return await known(header, token)
    } catch (fault) {
      if (!(fault instanceof errors.JWKSNoMatchingKey)) throw fault
      // The key may be a new one that we have not heard of.
      const newer = await keys.newer()
      if (newer === undefined) throw fault
      return newer.value(header, token)
    }
  }
  return { find, generation: () => keys.generation() }
}

async function fetchKeys(wellKnownEndpoint: string) {
  const configuration = (await fetchJson(`${wellKnownEndpoint}.well-known/openid-configuration`)) as {
    jwks_uri: string
  }
  const keys = await fetchJson(configuration.jwks_uri)
  return { text: JSON.stringify(keys), value: createLocalJWKSet(keys as JSONWebKeySet) }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`OpenID endpoint answered ${response.status}`)
  return response.json()
}
