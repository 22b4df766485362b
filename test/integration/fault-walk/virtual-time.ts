import { randomBytes } from 'node:crypto'
import type { Clock, Machine } from '../../../src/use-cases/ports.ts'

/** Time that passes only when somebody waits: days of retries and leases take no time at all. */
export interface VirtualTime {
  readonly clock: Clock
  readonly machine: Machine
  nowMs(): number
  advanceTo(ms: number): void
}

export function virtualTime(start: Date): VirtualTime {
  let ms = start.getTime()
  const now = () => new Date(ms)
  const advanceTo = (to: number) => {
    ms = Math.max(ms, to)
  }
  return {
    clock: { now },
    machine: {
      now,
      monotonicMs: () => ms,
      wait: (milliseconds) => {
        advanceTo(ms + Math.ceil(milliseconds))
        return Promise.resolve()
      },
      within: (_, work) => work.then(() => true),
      nonce: () => randomBytes(8).toString('hex'),
      chainKey: () => new Uint8Array(11),
    },
    nowMs: () => ms,
    advanceTo,
  }
}
