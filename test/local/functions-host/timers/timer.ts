import type { FollowedClock } from '../../clock/follow-clock.ts'
import type { Registration } from '../app/core.ts'
import { newInvocationId, type Invoker, type Trigger } from '../app/invocation.ts'
import type { Schedule } from './schedule.ts'

export interface Timer {
  /** Waits for the next moment of the schedule. */
  start(): void
  /** Runs now, or once more as soon as the present run is over. */
  run(): void
  /** Runs at once what has fallen due; settles when it has been done. */
  catchUp(): Promise<void>
  stop(): void
}

export interface TimerSurroundings {
  readonly invoker: Invoker
  readonly clock: Pick<FollowedClock, 'now'>
}

/**
 * A timer function. It never overlaps itself; the moments that pass while it runs become one run, right after it.
 * The times of its last run are known to this process only: what was missed before a start is not made up for.
 */
export function createTimer(registration: Registration, schedule: Schedule, around: TimerSurroundings): Timer {
  const now = () => new Date(around.clock.now())
  const moments = createMoments(schedule, now)
  let waiting: NodeJS.Timeout | undefined
  let state: 'idle' | 'running' | 'asked again' | 'stopped' = 'idle'
  let running = Promise.resolve()

  const start = () => void (waiting = setTimeout(tick, delayBetween(now(), moments.next())))
  const tick = () => (now() < moments.next() ? start() : run())
  const run = () => {
    clearTimeout(waiting)
    state = 'running'
    running = around.invoker.invoke(registration, triggerOf(moments.begin())).then(afterRun)
  }
  const afterRun = () => {
    const before = state
    if (before === 'stopped') return
    state = 'idle'
    if (before === 'asked again') run()
    else start()
  }
  return {
    start,
    run: () => {
      if (state === 'idle') run()
      else if (state === 'running') state = 'asked again'
    },
    catchUp: async () => {
      await running
      if (state !== 'idle') return
      clearTimeout(waiting)
      tick()
      await running
    },
    stop: () => {
      state = 'stopped'
      clearTimeout(waiting)
    },
  }
}

/** Where a timer is in its schedule. */
function createMoments(schedule: Schedule, now: () => Date) {
  let next = schedule.next(now())
  let last: Date | undefined
  return {
    next: () => next,
    /** @returns what the run that begins now is told */
    begin() {
      const began = now()
      next = schedule.next(began)
      const info = timerInfo(schedule, last, next)
      last = began
      return info
    },
  }
}

/** Milliseconds; Node takes a longer delay for none. */
const longestDelay = 2 ** 31 - 1

const delayBetween = (now: Date, time: Date): number =>
  Math.min(Math.max(time.getTime() - now.getTime(), 0), longestDelay)

const triggerOf = (info: object): Trigger => ({
  invocationId: newInvocationId(),
  input: { json: JSON.stringify(info) },
})

function timerInfo(schedule: Schedule, last: Date | undefined, next: Date) {
  const lastRun = last ?? '0001-01-01T00:00:00'
  return {
    Schedule: { AdjustForDST: schedule.adjustForDaylightSaving },
    ScheduleStatus: { Last: lastRun, Next: next, LastUpdated: lastRun },
    IsPastDue: false,
  }
}
