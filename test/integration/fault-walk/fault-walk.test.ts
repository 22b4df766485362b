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
  /** From the first call of the one name to the last of the other; what lies outside has been walked by others. */
  readonly along?: readonly [from: string, to: string]
}

const tempers: Temper[] = ['loses-the-answer', 'never-gets-it', 'throttles', 'reports-first', 'refuses', 'bounces']
const along = ['orders.update', 'orders.update'] as const
const partly: Temper[] = ['loses-the-answer', 'throttles']

const plain: Walk = { cast: 'email', temper: 'accepts', at: 'day', habits: patient }

const walks: readonly Walk[] = [
  plain,
  { ...plain, habits: { client: 'gives-up', deliveries: 'twice' } },
  { ...plain, cast: 'email, then sms', along: ['agenda.put', 'orders.insert'] },
  { ...plain, cast: 'email, then sms', along: ['agenda.firstPage', 'agenda.firstPage'] },
  ...tempers.map((temper): Walk => ({ ...plain, temper, along })),
  ...tempers.map((temper): Walk => ({ ...plain, cast: 'sms', temper, along })),
  ...partly.map((temper): Walk => ({ ...plain, cast: 'three emails', temper, along: ['orders.update', 'bus.post'] })),
  ...partly.map((temper): Walk => ({
    ...plain,
    cast: 'three sms',
    temper,
    along: ['orders.update', 'smsCourier.send'],
  })),
  { ...plain, cast: 'sms', habits: { client: 'asks-again', deliveries: 'twice' }, along },
  { ...plain, cast: 'sms', at: 'night', along: ['bus.post', 'bus.post'] },
]

/** A machine that does other things, too, takes its time. */
const timeout = 180_000

describe('the fault walk: one fault at each impure call', { timeout }, () => {
  let walked = 0

  it.each(walks)('$cast by $at, $temper, $habits.client, delivered $habits.deliveries', async ({ along, ...plot }) => {
    const { connectionString } = storage.ready
    const calm = await tell(connectionString, plot)
    expect(calm.wrongs).toEqual([])
    const told = await walk(connectionString, plot, { calls: calm.calls, ...(along === undefined ? {} : { along }) })
    walked += told.walked
    expect(told.wrongs).toEqual([])
  })

  it('has walked', () => {
    console.log(`fault walk: ${walked} combinations`)
    expect(walked).toBeGreaterThan(900)
  })
})

describe('the fault walk notices a broken rule', { timeout }, () => {
  it.each(Object.entries(sabotages))('%s', async (_, { plot: where, ...sabotage }) => {
    const plot: Plot = { ...plain, sabotage, ...where }
    const { calls } = await tell(storage.ready.connectionString, plot)
    const { wrongs } = await walk(storage.ready.connectionString, plot, { calls, untilWrong: true })
    expect(wrongs).not.toEqual([])
  })
})
