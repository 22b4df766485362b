import type { FollowedClock } from '../clock/follow-clock.ts'

/** The time that reports, operations and quotas go by. Signatures and retries keep to the machine's own. */
export interface Clock {
  now(): Date
  /** Calls once at the given time, at once if it has passed; the answer cancels. */
  wakeAt(time: Date, wake: () => void): () => void
}

/** Node fires a longer timer at once. */
const longestTimer = 2 ** 31 - 1

/** Whoever waits for a time is woken when the clock is moved past it. */
export function alarmClock(followed: FollowedClock): Clock {
  const alarms = new Set<() => void>()
  followed.onMove(() => [...alarms].forEach((setAgain) => setAgain()))
  return {
    now: () => new Date(followed.now()),
    wakeAt(time, wake) {
      let timer: NodeJS.Timeout
      const set = () => {
        clearTimeout(timer)
        const left = Math.max(0, time.getTime() - followed.now())
        timer = left > longestTimer ? setTimeout(set, longestTimer) : setTimeout(ring, left)
      }
      const ring = () => {
        alarms.delete(set)
        wake()
      }
      alarms.add(set)
      set()
      return () => {
        alarms.delete(set)
        clearTimeout(timer)
      }
    },
  }
}
