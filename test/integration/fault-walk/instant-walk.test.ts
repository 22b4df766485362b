import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'
import { tellInstant, walkInstant, type InstantPlot } from './instant-walk.ts'
import type { Temper } from './virtual-provider.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage({ port: 0, tables: [] })
})
afterAll(() => storage.stop())

const channels = ['email', 'sms'] as const
const plotsOf = (...tempers: readonly Temper[]): InstantPlot[] =>
  channels.flatMap((channel) =>
    tempers.map((temper) => ({ channel, temper, habits: { client: 'is patient', deliveries: 'once' } })),
  )

/** Where the channels do the same, one of them is walked. */
const isEmail = ({ channel }: InstantPlot) => channel === 'email'

/** Whoever gives up leaves the reservation to the watch. */
const givenUp: readonly InstantPlot[] = channels.map((channel) => ({
  channel,
  temper: 'accepts',
  habits: { client: 'gives-up', deliveries: 'twice' },
}))

describe('an instant order', () => {
  it.each(plotsOf('never-gets-it', 'reports-first', 'refuses', 'bounces'))(
    'by $channel of a provider that $temper ends as it should',
    async (plot) => {
      expect((await tellInstant(storage.ready.connectionString, plot)).wrongs).toEqual([])
    },
  )
})

describe('one fault at each impure call of an instant order', { timeout: 180_000 }, () => {
  it.each([...plotsOf('loses-the-answer'), ...plotsOf('accepts', 'throttles').filter(isEmail), ...givenUp])(
    '$channel, $temper, $habits.client, delivered $habits.deliveries',
    async (plot) => {
      const { connectionString } = storage.ready
      const { calls, wrongs } = await tellInstant(connectionString, plot)
      expect(wrongs).toEqual([])
      const told = await walkInstant(connectionString, plot, calls)
      expect(told.wrongs).toEqual([])
      expect(told.walked).toBeGreaterThan(30)
    },
  )
})
