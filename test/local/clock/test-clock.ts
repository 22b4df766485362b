import type { KeptMoves } from './kept-moves.ts'
import { moveClock, type Look } from './move-clock.ts'
import { toldOffset, type ToldOffset } from './told-offset.ts'

/** As the wire shows it. */
export interface ClockState {
  /** ISO 8601. */
  readonly now: string
  /** How far it is ahead of the machine's. */
  readonly offsetMs: number
  /** Where a move that is under way will end; ISO 8601. */
  readonly movingTo?: string
}

export interface TestClockSettings {
  readonly kept: KeptMoves
  /** Begins the looks of one move. */
  readonly looks: () => () => Promise<Look>
  /** Left out, longer than a message stays locked by a process that is gone. */
  readonly restLimitMs?: number
}

/** Two moves at once would take each other's moments away. */
export class MoveUnderWay extends Error {}
/** Back, times that are stored would lie ahead; too far, they could not be written any more. */
export class MoveRefused extends Error {}

const farthest = new Date('9000-01-01T00:00:00Z')

/** The time that orders speak of. It can only be moved forward. */
export interface TestClock extends Pick<ToldOffset, 'now' | 'shownAt' | 'audiences' | 'stop'> {
  readonly state: () => ClockState
  /** @returns what ends it */
  readonly onChange: (listener: () => void) => () => void
  /** Settles when the system has come to rest there. @returns in how many steps */
  readonly moveTo: (time: Date) => Promise<number>
}

export function createTestClock({ kept, looks, restLimitMs = 90_000 }: TestClockSettings): TestClock {
  const { offsetMs, advanceTo, ...told } = toldOffset(kept)
  const listeners = new Set<() => void>()
  let goal: Date | undefined
  const tellListeners = () => listeners.forEach((listener) => listener())
  const setGoal = (time: Date | undefined) => {
    goal = time
    tellListeners()
  }
  return {
    ...told,
    state: () => ({
      now: told.now().toISOString(),
      offsetMs: offsetMs(),
      ...(goal && { movingTo: goal.toISOString() }),
    }),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async moveTo(time) {
      if (goal !== undefined) throw new MoveUnderWay(`the clock is being moved to ${goal.toISOString()}`)
      if (time < told.now()) throw new MoveRefused('the clock can only be moved forward')
      if (!(time < farthest)) throw new MoveRefused('the clock cannot be moved so far')
      setGoal(time)
      const advance = (to: Date) => advanceTo(to).finally(tellListeners)
      return moveClock({ now: told.now, look: looks(), advanceTo: advance, restLimitMs }, time).finally(() =>
        setGoal(undefined),
      )
    },
  }
}
