import { setTimeout as wait } from 'node:timers/promises'
import type * as z from 'zod'
import { TransientFault } from '../../domain/faults.ts'

/** A service of Altinn's platform that answers JSON with JSON. */
export interface Neighbour {
  /**
   * @param path relative, without a slash at its beginning
   * @throws TransientFault whatever was wrong: what is not the network's fault, an operator mends
   */
  post<Answer extends z.ZodType>(path: string, body: unknown, answer: Answer): Promise<z.output<Answer>>
}

export interface NeighbourAccess {
  /** Begins the codes of its faults. */
  readonly name: string
  /** Ends with a slash. */
  readonly endpoint: string
  readonly subscriptionKey?: string | undefined
  /** Undefined: none can be made, and the call is made without. */
  readonly platformToken?: (() => Promise<string>) | undefined
  readonly timeoutMs?: number
  /** How long before each further try; so there is one try more than there are pauses. */
  readonly pausesMs?: readonly number[]
}

/** The longest that a neighbour may keep us away. */
const longestRetrySeconds = 300
const operatorSeconds = 60
const passing = new Set([408, 429])

export function neighbour({ name, endpoint, timeoutMs = 10_000, pausesMs = [200, 800], ...keys }: NeighbourAccess) {
  const fault = (what: string, retryAfterSeconds: number, cause?: unknown) =>
    new TransientFault(`${name}_${what}`, { retryAfterSeconds, cause })

  const once = async (path: string, body: unknown): Promise<Tried> => {
    const headers = await headersOf(keys)
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const call = { method: 'POST', headers, body: JSON.stringify(body), signal, redirect: 'manual' } as const
      const response = await fetch(endpoint + path, call)
      return { status: response.status, text: await response.text(), wait: retryAfter(response) }
    } catch (cause) {
      return { cause }
    }
  }

  const judged = (tried: Tried) => {
    if (!('status' in tried)) return fault('UNAVAILABLE', 5, tried.cause)
    if (tried.status >= 500 || passing.has(tried.status)) return fault('UNAVAILABLE', tried.wait ?? 5)
    return tried.status === 200 ? undefined : fault(`ANSWERED_${tried.status}`, operatorSeconds)
  }

  const answered = async (path: string, body: unknown): Promise<string> => {
    for (let tries = 0; ; tries++) {
      const tried = await once(path, body)
      const found = judged(tried)
      if ('text' in tried && found === undefined) return tried.text
      const pause = pausesMs[tries]
      if (pause === undefined || !mayPass(tried)) throw found ?? fault('UNREADABLE', operatorSeconds)
      await wait(pause * (0.5 + Math.random()))
    }
  }

  return {
    async post(path, body, answer) {
      const text = await answered(path, body)
      const read = answer.safeParse(parsed(text))
      // Without a cause: what is wrong with an answer would be told in its words, which name people.
      if (!read.success) throw fault('UNREADABLE', operatorSeconds)
      return read.data
    },
  } satisfies Neighbour
}

type Tried =
  { readonly status: number; readonly text: string; readonly wait: number | undefined } | { readonly cause: unknown }

/** Worth another try at once: not when we were told how long to stay away. */
const mayPass = (tried: Tried) =>
  !('status' in tried) || ((tried.status >= 500 || passing.has(tried.status)) && (tried.wait ?? 0) <= 1)

async function headersOf({
  subscriptionKey,
  platformToken,
}: Pick<NeighbourAccess, 'subscriptionKey' | 'platformToken'>) {
  const token = await platformToken?.()
  return {
    'content-type': 'application/json; charset=utf-8',
    accept: 'application/json',
    ...(subscriptionKey === undefined ? {} : { 'ocp-apim-subscription-key': subscriptionKey }),
    ...(token === undefined ? {} : { PlatformAccessToken: token }),
  }
}

/** Seconds, or a date; undefined when the header is missing or makes no sense. */
function retryAfter({ headers }: Response): number | undefined {
  const header = headers.get('retry-after')
  if (header === null || header.trim() === '') return undefined
  const seconds = Number.isNaN(Number(header)) ? (Date.parse(header) - Date.now()) / 1000 : Number(header)
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), longestRetrySeconds) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
