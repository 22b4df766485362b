import type { Registration } from '../app/core.ts'
import { newInvocationId, type Invoker, type Trigger } from '../app/invocation.ts'
import type { Schedule } from './schedule.ts'

export interface Timer {
  /** Waits for the next moment of the schedule. */
  start(): void
  /** Runs now, or once more as soon as the present run is over. */
  run(): void
  stop(): void
}

/**
 * A timer function. It never overlaps itself; the moments that pass while it runs become one run, right after it.
 * The times of its last run are known to this process only: what was missed before a start is not made up for.
 */
export function createTimer(registration: Registration, schedule: Schedule, invoker: Invoker): Timer {
  let next = schedule.next(new Date())
  let last: Date | undefined
  let waiting: NodeJS.Timeout | undefined
  let state: 'idle' | 'running' | 'asked again' | 'stopped' = 'idle'

  const start = () => void (waiting = setTimeout(tick, delayUntil(next)))
  const tick = () => (new Date() < next ? start() : run())
  const run = () => {
    clearTimeout(waiting)
    state = 'running'
    const now = new Date()
    next = schedule.next(now)
    const info = timerInfo(schedule, last, next)
    last = now
    void invoker.invoke(registration, triggerOf(info)).then(afterRun)
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
    stop: () => {
      state = 'stopped'
      clearTimeout(waiting)
    },
  }
}

/** Milliseconds; Node takes a longer delay for none. */
const longestDelay = 2 ** 31 - 1

const delayUntil = (time: Date): number => Math.min(Math.max(time.getTime() - Date.now(), 0), longestDelay)

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
