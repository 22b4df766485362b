import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { noon, secondsAfter } from '../../unit/domain/sample-order.ts'

/** A clock and a machine that stand still until they are moved. */
export function standingTime() {
  let [now, ms] = [noon, 0]
  return {
    clock: { now: () => now },
    machine: { ...systemMachine, monotonicMs: () => ms },
    passSeconds(seconds: number) {
      now = secondsAfter(now, seconds)
      ms += seconds * 1000
    },
  }
}
