import { systemClock } from '../../../src/adapters/system/clock.ts'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import type { Times } from '../../../src/services.ts'
import type { Bus, Ports } from '../../../src/use-cases/ports.ts'

/** How much faster than the wall's the app's time passes: a lease of ten minutes is over in five seconds. */
export const hurry = 120

/** Every process of the app that is given the same beginning agrees on the time, which is that of the beginning or ahead. */
export function hurriedTimes(beganMs: number, aheadMs = 0): Times {
  const now = () => new Date(beganMs + aheadMs + (Date.now() - beganMs) * hurry)
  return {
    clock: { now },
    machine: { ...systemMachine, now, monotonicMs: () => systemMachine.monotonicMs() * hurry },
    busClock: systemClock,
  }
}

/** Delays of the app's time, in the broker's. */
export const hurriedBus = ({ bus }: Ports): { bus: Bus } => ({
  bus: {
    post: (queue, messages, delaySeconds) => bus.post(queue, messages, delaySeconds / hurry),
    postAgenda: (buckets, run) => bus.postAgenda(buckets, run),
    postReports: (reports, delaySeconds) => bus.postReports(reports, delaySeconds / hurry),
  },
})
