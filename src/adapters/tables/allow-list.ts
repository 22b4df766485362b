import { odata, type TableClient } from '@azure/data-tables'
import { canonicalNumber } from '../../domain/addresses/mobile-number.ts'
import type { Clock, Machine } from '../../use-cases/ports.ts'
import { request } from './errors.ts'

/** Rows are written by operators, also by hand. */
interface Row {
  /** A number with its country code, or the beginning of one followed by `*`; spaces do not matter. */
  readonly number?: string
  readonly expires?: Date
}

const freshMs = 60_000

export const allowListPartition = 'sms-allow-list'

/** Rows of partition `sms-allow-list` in `switches`, read at most once a minute by each instance. */
export function tableAllowList(client: TableClient, { clock, machine }: { clock: Clock; machine: Machine }) {
  let known: { rows: readonly Row[]; untilMs: number } | undefined

  async function rows(): Promise<readonly Row[]> {
    if (known !== undefined && machine.monotonicMs() < known.untilMs) return known.rows
    const found = await request(() => readAll(client))
    known = { rows: found, untilMs: machine.monotonicMs() + freshMs }
    return found
  }

  const isCurrent = ({ expires }: Row) => expires === undefined || expires > clock.now()
  return {
    allows: async (number: string) => (await rows()).some((row) => isCurrent(row) && matches(row.number ?? '', number)),
  }
}

function matches(written: string, number: string): boolean {
  const pattern = written.replaceAll(/\s/g, '')
  return pattern.endsWith('*') ? number.startsWith(pattern.slice(0, -1)) : number === canonicalNumber(pattern)
}

async function readAll(client: TableClient): Promise<Row[]> {
  const rows: Row[] = []
  const filter = odata`PartitionKey eq ${allowListPartition}`
  for await (const row of client.listEntities<Row>({ queryOptions: { filter } })) rows.push(row)
  return rows
}
