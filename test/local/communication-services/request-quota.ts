import { RefusalError, throttled } from './answer.ts'
import type { Clock } from './clock.ts'

/** So many requests in so many seconds, counted from the first; real ones are 30 a minute and 100 an hour. */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
}

/** Counts a request against every limit; throws the service's 429 with the seconds until the fullest one is empty. */
export function requestQuota(limits: readonly RateLimit[], clock: Clock): () => void {
  const windows = limits.map((limit) => ({ ...limit, used: 0, endsAt: 0 }))
  return () => {
    const now = clock.now().getTime()
    for (const window of windows) {
      if (now < window.endsAt) continue
      window.used = 0
      window.endsAt = now + window.seconds * 1000
    }
    const full = windows.filter(({ used, requests }) => used >= requests).map(({ endsAt }) => endsAt)
    if (full.length > 0) throw new RefusalError(throttled(Math.ceil((Math.max(...full) - now) / 1000)))
    for (const window of windows) window.used += 1
  }
}
