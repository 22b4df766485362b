import { createAudience, dismiss, tell, type Audience, type Offset } from './audience.ts'
import type { KeptMoves } from './kept-moves.ts'

/** The offset as all processes obey it. */
export interface ToldOffset {
  readonly now: () => Date
  readonly offsetMs: () => number
  /** What the clock showed when the machine showed this. */
  readonly shownAt: (machine: Date) => Date
  /** The app only looks at the time; the parts wake what is due, and then find an app that knows the time. */
  readonly audiences: Readonly<Record<'app' | 'parts', Audience>>
  /** Settles when every process obeys, and what has fallen due has begun. */
  readonly advanceTo: (time: Date) => Promise<void>
  readonly stop: () => void
}

export function toldOffset({ past, keep }: KeptMoves): ToldOffset {
  const moves = [...past]
  let offset: Offset = { move: 0, offsetMs: moves.at(-1)?.offsetMs ?? 0 }
  const audiences = { app: createAudience(offset), parts: createAudience(offset) }
  return {
    now: () => new Date(Date.now() + offset.offsetMs),
    offsetMs: () => offset.offsetMs,
    shownAt(machine) {
      const atMs = machine.getTime()
      return new Date(atMs + (moves.findLast(({ at }) => at <= atMs)?.offsetMs ?? 0))
    },
    audiences,
    async advanceTo(time) {
      const at = Date.now()
      const offsetMs = Math.max(offset.offsetMs, time.getTime() - at)
      // First, since a time that a process has obeyed may be stored at once.
      keep({ at, offsetMs })
      moves.push({ at, offsetMs })
      offset = { move: offset.move + 1, offsetMs }
      await tell(audiences.app, offset)
      await tell(audiences.parts, offset)
    },
    stop() {
      dismiss(audiences.app)
      dismiss(audiences.parts)
    },
  }
}
