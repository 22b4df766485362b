import { RefusalError, throttled } from './answer.ts'
import type { Clock } from './clock.ts'

/** So many in so many seconds, counted from the first; real ones are 30 e-mails a minute and 100 an hour, 600 SMS a minute. */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
}

/**
 * Counts requests, or so many recipients of one, against every limit; throws the service's 429 with the seconds until
 * the last of the full ones is empty. An empty one takes any number, or a call larger than it could never be made.
 */
export function requestQuota(limits: readonly RateLimit[], clock: Clock): (count?: number) => void {
  const windows = limits.map((limit) => ({ ...limit, used: 0, endsAt: 0 }))
  return (count = 1) => {
    const now = clock.now().getTime()
    for (const window of windows) {
      if (now < window.endsAt) continue
      window.used = 0
      window.endsAt = now + window.seconds * 1000
    }
    const full = windows.filter(({ used, requests }) => used > 0 && used + count > requests).map(({ endsAt }) => endsAt)
    if (full.length > 0) throw new RefusalError(throttled(Math.ceil((Math.max(...full) - now) / 1000)))
    for (const window of windows) window.used += count
  }
}
