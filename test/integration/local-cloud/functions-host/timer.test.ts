import { expect, it } from 'vitest'
import { unmovedClock } from '../../../local/clock/follow-clock.ts'
import type { Registration } from '../../../local/functions-host/app/core.ts'
import type { Invoker } from '../../../local/functions-host/app/invocation.ts'
import { createTimer } from '../../../local/functions-host/timers/timer.ts'
import { eventually } from './eventually.ts'

const registration: Registration = {
  metadata: { name: 'timer', bindings: {} },
  callback: () => undefined,
  trigger: { type: 'timerTrigger', direction: 'in' },
  triggerKey: 'timer',
}

/** A schedule of given moments, in milliseconds from now, and of none after them within any test's time. */
function moments(...milliseconds: number[]) {
  const times = [...milliseconds, 2 ** 33].map((time) => new Date(Date.now() + time))
  const next = (after: Date) => times.find((time) => time > after) ?? new Date(NaN)
  return { next, adjustForDaylightSaving: true }
}

it('the moments that a timer missed while it ran become one run, right after it', async () => {
  const runs: PromiseWithResolvers<'succeeded'>[] = []
  const invoker: Invoker = {
    invoke: () => {
      const run = Promise.withResolvers<'succeeded'>()
      runs.push(run)
      return run.promise
    },
    idle: () => Promise.resolve(),
  }
  const timer = createTimer(registration, moments(10, 50, 60, 70), { invoker, clock: unmovedClock })
  timer.start()
  await eventually(() => runs.length).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(runs).toHaveLength(1)
  runs[0]?.resolve('succeeded')
  await eventually(() => runs.length).toBe(2)
  runs[1]?.resolve('succeeded')
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(runs).toHaveLength(2)
  timer.stop()
})

it('a moment further away than Node can wait for is waited for all the same', async () => {
  const warnings: string[] = []
  const warned = (warning: Error) => warnings.push(warning.name)
  process.on('warning', warned)
  const invoker: Invoker = { invoke: () => Promise.reject(new Error('not due')), idle: () => Promise.resolve() }
  const timer = createTimer(registration, moments(2 ** 32), { invoker, clock: unmovedClock })
  timer.start()
  await new Promise((resolve) => setTimeout(resolve, 50))
  timer.stop()
  process.off('warning', warned)
  expect(warnings).toEqual([])
})
