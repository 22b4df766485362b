import type { Queue } from './queue-state.ts'
import { nextTickAt, tick } from './queue.ts'

/** The machine's clock may be set, or sleep: so the alarm never sleeps longer than this. */
const longestSleepMilliseconds = 1000

export interface Alarm {
  /** Ticks what is due; needed where a clock was moved. */
  ring(): void
  stop(): void
}

/** Ticks the queues when something in them is due. */
export function startAlarm(queues: readonly Queue[]): Alarm {
  let timer: NodeJS.Timeout | undefined
  let ringsAt = Infinity

  const ring = () => {
    for (const queue of queues) if (nextTickAt(queue) <= queue.now()) tick(queue)
    ringsAt = Infinity
    setFor(Math.min(Date.now() + longestSleepMilliseconds, ...queues.map(nextTickAt)))
  }

  const setFor = (at: number) => {
    if (at >= ringsAt) return
    clearTimeout(timer)
    ringsAt = at
    timer = setTimeout(ring, Math.max(1, at - Date.now()))
  }

  for (const queue of queues) queue.wakeAt = setFor
  ring()
  return { ring, stop: () => clearTimeout(timer) }
}
