import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** The time that orders speak of, as a part of the local cloud knows it. Nothing that protects running work uses it. */
export interface FollowedClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Has work done that the move made due, and answers once that has begun. */
  onMove(catchUp: () => Promise<void> | void): void
  stop(): void
}

/** For a part that runs alone: the machine's time, which nobody moves. */
export const unmovedClock: FollowedClock = { now: Date.now, onMove: () => undefined, stop: () => undefined }

interface Offset {
  readonly move: number
  readonly offsetMs: number
}

const retryMs = 200

/**
 * Follows the clock at `url`, which answers a question once it knows a younger move; without one, the machine's time.
 * The next question acknowledges the move: it is asked when everything has caught up.
 * @throws when nobody answers
 */
export async function followClock(url: string | undefined): Promise<FollowedClock> {
  if (url === undefined) return unmovedClock
  const follower = randomUUID()
  const stopping = new AbortController()
  const listeners: (() => Promise<void> | void)[] = []
  const hear = async (after: number): Promise<Offset> => {
    const answer = await fetch(`${url}&follower=${follower}&after=${after}`, { signal: stopping.signal })
    if (!answer.ok) throw new Error(`the clock answered ${answer.status}`)
    return (await answer.json()) as Offset
  }

  let known = await hear(-1)
  const follow = async () => {
    while (!stopping.signal.aborted) {
      const { move } = known
      known = await hear(move).catch(() => wait(retryMs, known, { ref: false }))
      if (known.move > move) await Promise.all(listeners.map(async (catchUp) => catchUp()))
    }
  }
  void follow()
  return {
    now: () => Date.now() + known.offsetMs,
    onMove: (catchUp) => void listeners.push(catchUp),
    stop: () => stopping.abort(),
  }
}
