import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'
import type { FaultKind } from './faults.ts'
import { sabotages } from './sabotages.ts'
import type { Habits } from './scenario.ts'
import { tell, walk, type Plot } from './walk.ts'

export interface Walk extends Omit<Plot, 'fault'> {
  /** From the first call of the one name to the last of the other; what lies outside has been walked by others. */
  readonly along?: readonly [from: string, to: string]
  /** All if left out. */
  readonly kinds?: readonly FaultKind[]
}

const patient: Habits = { client: 'asks-again', deliveries: 'once' }

export const plain: Walk = { cast: 'email', temper: 'accepts', at: 'day', habits: patient }

/** Of an order's claims and results. */
export const whileSent = ['orders.update', 'orders.update'] as const

/** A machine that does other things, too, takes its time. */
const timeout = 180_000

let storage: TableStorage

/** Tables for one file of walks: they are what takes the time, so that each file is walked by a process of its own. */
function useStorage(): void {
  beforeAll(async () => {
    storage = await startTableStorage({ port: 0, tables: [] })
  })
  afterAll(() => storage.stop())
}

/** @param atLeast combinations, lest a walk is cut short unnoticed */
export function walkAll(walks: readonly Walk[], atLeast: number): void {
  useStorage()
  describe('the fault walk: one fault at each impure call', { timeout }, () => {
    let walked = 0

    it.each(walks)(
      '$cast by $at, $temper, $habits.client, delivered $habits.deliveries',
      async ({ along, kinds, ...plot }) => {
        const { connectionString } = storage.ready
        const calm = await tell(connectionString, plot)
        expect(calm.wrongs).toEqual([])
        const told = await walk(connectionString, plot, {
          calls: calm.calls,
          ...(along === undefined ? {} : { along }),
          ...(kinds === undefined ? {} : { kinds }),
        })
        walked += told.walked
        expect(told.wrongs).toEqual([])
      },
    )

    it('has walked', () => expect(walked).toBeGreaterThan(atLeast))
  })
}

/** Breaks each rule in one place. */
export function seeNoticed(): void {
  describe('the fault walk notices a broken rule', { timeout }, () => {
    it.each(Object.entries(sabotages))('%s', async (_, { plot: where, ...sabotage }) => {
      const plot: Plot = { ...plain, sabotage, ...where }
      const { calls } = await tell(storage.ready.connectionString, plot)
      const { wrongs } = await walk(storage.ready.connectionString, plot, { calls, untilWrong: true })
      expect(wrongs).not.toEqual([])
    })
  })
}
