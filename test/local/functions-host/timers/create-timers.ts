import { substituteSettings, type AppSettings } from '../app/app-settings.ts'
import type { Registration } from '../app/core.ts'
import { parseSchedule } from './schedule.ts'
import { createTimer, type Timer, type TimerSurroundings } from './timer.ts'

export interface Timers {
  /** Lets their schedules begin, and runs those with `runOnStartup` at once. */
  start(): void
  /** False when no timer function has that name, in any case. */
  run(name: string): boolean
  /** Runs at once what has fallen due since the clock was moved; settles when it has been done. */
  catchUp(): Promise<void>
  stop(): void
}

export interface TimerRules extends TimerSurroundings {
  readonly settings: AppSettings
  /** Told of a function whose schedule cannot be read; the others run on. */
  onFault(registration: Registration, error: unknown): void
}

/** All timer functions of an app whose schedules can be read. */
export function createTimers(registrations: readonly Registration[], rules: TimerRules): Timers {
  const timers = new Map<string, Timer>()
  const atStart: Timer[] = []
  for (const registration of registrations) {
    try {
      const schedule = parseSchedule(substituteSettings(String(registration.trigger['schedule']), rules.settings))
      const timer = createTimer(registration, schedule, rules)
      timers.set(registration.metadata.name.toLowerCase(), timer)
      if (registration.trigger['runOnStartup'] === true) atStart.push(timer)
    } catch (error) {
      rules.onFault(registration, error)
    }
  }
  return {
    start: () => {
      for (const timer of timers.values()) {
        if (atStart.includes(timer)) timer.run()
        else timer.start()
      }
    },
    run: (name) => {
      const timer = timers.get(name.toLowerCase())
      timer?.run()
      return timer !== undefined
    },
    catchUp: async () => {
      await Promise.all([...timers.values()].map((timer) => timer.catchUp()))
    },
    stop: () => timers.forEach((timer) => timer.stop()),
  }
}
