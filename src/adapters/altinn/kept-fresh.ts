import { TransientFault } from '../../domain/faults.ts'

export interface Freshness {
  /** How old a value may be before it is looked up again, beside the requests that go on using it. */
  readonly refreshAfterMs?: number
  /** How old a value may be at all: for so long an outage is not noticed. */
  readonly trustForMs?: number
  /** How long after a lookup another one is held to tell nothing new. */
  readonly cooldownMs?: number
}

export interface Lookup<Value> extends Freshness {
  /** What stands there, and the text that tells two values apart. */
  readonly read: () => Promise<Found<Value>>
  /** The machine's clock, in milliseconds. */
  readonly nowMs: () => number
  /** Of the fault when it cannot be read. */
  readonly code: string
}

export interface KeptFresh<Value> {
  /** @throws TransientFault when there is none that can still be trusted */
  value(): Promise<Value>
  /**
   * For who has reason to believe that there is a newer value. Undefined when somebody has just looked.
   * @throws TransientFault when nobody can tell
   */
  newer(): Promise<{ readonly value: Value } | undefined>
  /** Grows whenever the value has changed. */
  generation(): number
}

/** A value of somebody else's that seldom changes. Who asks while it is being looked up shares the lookup. */
export function keptFresh<Value>(lookup: Lookup<Value>): KeptFresh<Value> {
  const { nowMs, code, refreshAfterMs = 15 * 60_000, trustForMs = 24 * 3_600_000, cooldownMs = 30_000 } = lookup
  const { newest, last, generation, refresh } = lookedUp(lookup)
  const isOlderThan = (ageMs: number) => nowMs() - newest().atMs > ageMs
  const hasRested = () => nowMs() - last().atMs > cooldownMs

  const keepFresh = () => {
    const isKnown = Number.isFinite(newest().atMs)
    // Failing here is no news: the value at hand is still trusted, and a later request tries again.
    if (isKnown && isOlderThan(refreshAfterMs) && hasRested()) refresh().catch(() => undefined)
  }
  return {
    value: async () => {
      keepFresh()
      const { found } = newest()
      return found === undefined || isOlderThan(trustForMs) ? refresh() : found.value
    },
    newer: async () => {
      if (hasRested()) return { value: await refresh() }
      if (last().failed) throw new TransientFault(code)
      return undefined
    },
    generation: () => {
      keepFresh()
      return generation()
    },
  }
}

interface Found<Value> {
  readonly text: string
  readonly value: Value
}

/** The newest value, and how looking it up went last. */
function lookedUp<Value>({ read, nowMs, code }: Lookup<Value>) {
  let newest: { readonly atMs: number; readonly found?: Found<Value> } = { atMs: -Infinity }
  let last = { atMs: -Infinity, failed: false }
  let generation = 0
  let lookup: Promise<Value> | undefined

  const look = async (): Promise<Value> => {
    const atMs = nowMs()
    try {
      const found = await read()
      if (found.text !== newest.found?.text) generation++
      newest = { atMs, found }
      last = { atMs, failed: false }
      return found.value
    } catch (cause) {
      last = { atMs, failed: true }
      throw new TransientFault(code, { cause })
    }
  }
  return {
    newest: () => newest,
    last: () => last,
    generation: () => generation,
    refresh: () => (lookup ??= look().finally(() => (lookup = undefined))),
  }
}
