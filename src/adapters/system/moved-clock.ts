import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import type { Clock } from '../../use-cases/ports.ts'

/** How far the clock is ahead of the machine's after so many moves. */
const Offset = z.object({ move: z.int(), offsetMs: z.number() })

export interface MovedClock extends Clock {
  /** Rejects when nobody answers: an app that is told to follow a clock must not begin with another one. */
  readonly ready: Promise<void>
  stop(): void
}

const retryMs = 200

/**
 * A clock that somebody moves, for environments in which people try things. `url` is asked again and again with the
 * number of the last move; it answers when there is a younger one, or when it has been long silent. So every question
 * also says: the time up to this move is obeyed here.
 */
export function movedClock(url: string): MovedClock {
  const follower = randomUUID()
  const stopping = new AbortController()
  let known: z.infer<typeof Offset> = { move: -1, offsetMs: 0 }

  async function hear(): Promise<void> {
    const question = new URL(url)
    question.searchParams.set('follower', follower)
    question.searchParams.set('after', String(known.move))
    const answer = await fetch(question, { signal: stopping.signal })
    if (!answer.ok) throw new Error(`the clock answered ${answer.status}`)
    known = Offset.parse(await answer.json())
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) await hear().catch(() => wait(retryMs, undefined, { ref: false }))
  }

  const ready = hear().catch((cause: unknown) => {
    throw new Error('nobody answers at ClockOffsetUrl', { cause })
  })
  void ready.catch(() => undefined).then(follow)
  return {
    now: () => new Date(Date.now() + known.offsetMs),
    ready,
    stop: () => stopping.abort(),
  }
}
