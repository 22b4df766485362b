import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { TransientFault } from '../../domain/faults.ts'

export interface OpenIdKeysSettings {
  /** Ends with a slash; `.well-known/openid-configuration` is below it. */
  readonly wellKnownEndpoint: string
  /** The machine's clock, in milliseconds. */
  readonly nowMs: () => number
  /** How old keys may be before they are looked up again, beside the requests that go on using them. */
  readonly refreshAfterMs?: number
  /** How old keys may be at all: for so long an outage of the endpoint is not noticed. */
  readonly trustForMs?: number
  /** How long after a lookup an unknown key id is believed to be unknown. */
  readonly cooldownMs?: number
}

const timeoutMs = 5_000

interface Keys {
  readonly text: string
  readonly find: JWTVerifyGetKey
  readonly fetchedAtMs: number
}

/** The signing keys that an OpenID configuration points to. */
export function openIdKeys({ wellKnownEndpoint, nowMs, ...ages }: OpenIdKeysSettings) {
  const { refreshAfterMs = 15 * 60_000, trustForMs = 24 * 3_600_000, cooldownMs = 30_000 } = ages
  const known = lookedUp(() => fetchKeys(wellKnownEndpoint), nowMs)
  const isOlderThan = (ageMs: number) => nowMs() - (known.keys()?.fetchedAtMs ?? -Infinity) > ageMs
  const hasRested = () => nowMs() - known.last().atMs > cooldownMs

  const keepFresh = () => {
    const isStale = known.keys() !== undefined && isOlderThan(refreshAfterMs) && hasRested()
    // Failing here is no news: the keys at hand are still trusted, and a later request tries again.
    if (isStale) known.refresh().catch(() => undefined)
  }

  const find: JWTVerifyGetKey = async (header, token) => {
    keepFresh()
    const keys = (isOlderThan(trustForMs) ? undefined : known.keys()) ?? (await known.refresh())
    try {
      return await keys.find(header, token)
    } catch (fault) {
      if (!(fault instanceof errors.JWKSNoMatchingKey)) throw fault
      if (hasRested()) return (await known.refresh()).find(header, token)
      // The key may be a new one that we could not hear of.
      if (known.last().failed) throw new TransientFault('OPENID_KEYS_UNAVAILABLE')
      throw fault
    }
  }
  return {
    find,
    generation: () => {
      keepFresh()
      return known.generation()
    },
  }
}

/** The newest keys, and how looking them up went; whoever asks while a lookup is under way shares it. */
function lookedUp(fetchText: () => Promise<string>, nowMs: () => number) {
  let keys: Keys | undefined
  let generation = 0
  let lookup: Promise<Keys> | undefined
  let last = { atMs: -Infinity, failed: false }

  const look = async (): Promise<Keys> => {
    const atMs = nowMs()
    try {
      const text = await fetchText()
      const find = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet)
      if (text !== keys?.text) generation++
      keys = { text, find, fetchedAtMs: atMs }
      last = { atMs, failed: false }
      return keys
    } catch (cause) {
      last = { atMs, failed: true }
      throw new TransientFault('OPENID_KEYS_UNAVAILABLE', { cause })
    }
  }
  return {
    keys: () => keys,
    last: () => last,
    generation: () => generation,
    refresh: () => (lookup ??= look().finally(() => (lookup = undefined))),
  }
}

async function fetchKeys(wellKnownEndpoint: string): Promise<string> {
  const configuration = (await fetchJson(`${wellKnownEndpoint}.well-known/openid-configuration`)) as {
    jwks_uri: string
  }
  return JSON.stringify(await fetchJson(configuration.jwks_uri))
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`OpenID endpoint answered ${response.status}`)
  return response.json()
}
