import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'
import { sabotages } from './sabotages.ts'
import type { Habits } from './scenario.ts'
import type { Temper } from './virtual-provider.ts'
import { tell, walk, type Plot } from './walk.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage({ port: 0, tables: [] })
})
afterAll(() => storage.stop())

const patient: Habits = { client: 'asks-again', deliveries: 'once' }

interface Walk extends Omit<Plot, 'fault'> {
  /** The calls before the first of this name have been walked by others. */
  readonly from?: string
}

const walks: readonly Walk[] = [
  { temper: 'accepts', due: 'now', habits: patient },
  { temper: 'accepts', due: 'now', habits: { client: 'gives-up', deliveries: 'twice' } },
  { temper: 'accepts', due: 'later', habits: patient, from: 'bus.post' },
  ...(['loses-the-answer', 'never-gets-it', 'throttles', 'reports-first', 'refuses', 'bounces'] as Temper[]).map(
    (temper): Walk => ({ temper, due: 'now', habits: patient, from: 'orders.update' }),
  ),
]

describe('the fault walk: one fault at each impure call', () => {
  let walked = 0

  it.each(walks)('$temper, due $due, $habits.client, delivered $habits.deliveries', async ({ from, ...plot }) => {
    const { connectionString } = storage.ready
    const calm = await tell(connectionString, plot)
    expect(calm.wrongs).toEqual([])
    const first = from === undefined ? 0 : calm.calls.indexOf(from)
    const told = await walk(connectionString, plot, { calls: calm.calls, first })
    walked += told.walked
    expect(told.wrongs).toEqual([])
  })

  it('has walked', () => {
    console.log(`fault walk: ${walked} combinations`)
    expect(walked).toBeGreaterThan(700)
  })
})

describe('the fault walk notices a broken rule', () => {
  it.each(Object.entries(sabotages))('%s', async (_, sabotage) => {
    const plot: Plot = { temper: 'accepts', due: 'now', habits: patient, sabotage }
    const { calls } = await tell(storage.ready.connectionString, plot)
    const { wrongs } = await walk(storage.ready.connectionString, plot, { calls })
    expect(wrongs).not.toEqual([])
  })
})
