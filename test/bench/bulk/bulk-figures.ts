import { loadavg } from 'node:os'
import { overRounds, rounded, type Numbers } from '../statistics.ts'
import { inBulkCloud } from './bulk-cloud.ts'
import type { Channel } from './large-order.ts'
import { bulkFiguresOf, measureBulk } from './measure-bulk.ts'
import { lateReports, measurePhases } from './measure-phases.ts'

interface BulkAmount {
  readonly recipients: number
  readonly rounds: number
}

type Phases = Awaited<ReturnType<typeof measurePhases>>

/** Of one kind of order; phases where they were measured. */
export type BulkFigures = Awaited<ReturnType<typeof totals>> & Partial<Phases>

/** A large order of each channel, and one by e-mail that is ten times as large, once. Each tells its figures when done. */
export async function bulkFigures(
  { recipients, rounds }: BulkAmount,
  tell: (key: string, figures: BulkFigures) => void,
): Promise<Readonly<Record<string, BulkFigures>>> {
  const many = 10 * recipients
  const kinds = {
    [keyOf('email', recipients)]: () => withPhases('email', { recipients, rounds }),
    [keyOf('sms', recipients)]: () => withPhases('sms', { recipients, rounds }),
    [keyOf('email', many)]: () => totals('email', { recipients: many, rounds: 1 }),
  }
  const bulk: Record<string, BulkFigures> = {}
  for (const [key, measure] of Object.entries(kinds)) {
    const figures = await measure()
    bulk[key] = figures
    tell(key, figures)
  }
  return bulk
}

/** `email10k`. */
export const keyOf = (channel: Channel, recipients: number) =>
  `${channel}${recipients % 1000 === 0 ? `${recipients / 1000}k` : recipients}`

async function withPhases(channel: Channel, amount: BulkAmount): Promise<BulkFigures> {
  const { recipients } = amount
  const phases = await inBulkCloud(lateReports(recipients), (bench) =>
    measurePhases(bench, { channel, recipients, first: 0 }),
  )
  return { ...(await totals(channel, amount)), sending: inShort(phases.sending), reporting: inShort(phases.reporting) }
}

const inShort = <Figures extends Numbers>(figures: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)])) as Figures

/** All of its way, with reports as they come. */
const totals = (channel: Channel, { recipients, rounds }: BulkAmount) =>
  inBulkCloud({}, async (bench) => {
    const measured = []
    for (let round = 0; round < rounds; round++) {
      const run = { channel, recipients, orders: 1, first: round * recipients }
      measured.push(bulkFiguresOf(await measureBulk(bench, run)))
    }
    return { ...overRounds(measured), recipients, rounds, load: rounded(loadavg()[0] ?? NaN) }
  })
