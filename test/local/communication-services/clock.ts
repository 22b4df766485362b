/** The time that reports, operations and quotas go by. Signatures and retries keep to the machine's own. */
export interface Clock {
  now(): Date
  /** Calls once at the given time, at once if it has passed; the answer cancels. */
  wakeAt(time: Date, wake: () => void): () => void
}

/** Node fires a longer timer at once. */
const longestTimer = 2 ** 31 - 1

export const machineClock: Clock = {
  now: () => new Date(),
  wakeAt(time, wake) {
    let timer: NodeJS.Timeout
    const arm = () => {
      const left = Math.max(0, time.getTime() - Date.now())
      timer = left > longestTimer ? setTimeout(arm, longestTimer) : setTimeout(wake, left)
    }
    arm()
    return () => clearTimeout(timer)
  },
}
