import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Machine } from '../../use-cases/ports.ts'

export const systemMachine: Machine = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  wait: async (milliseconds) => {
    await wait(milliseconds)
  },
  within: (milliseconds, work) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(false), milliseconds)
      work.then(() => resolve(true), reject).finally(() => clearTimeout(timer))
    }),
  nonce: () => randomBytes(8).toString('hex'),
  chainKey: () => randomBytes(11),
}
