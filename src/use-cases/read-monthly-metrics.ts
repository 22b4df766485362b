import pLimit from 'p-limit'
import type { Counts } from '../domain/monthly-count.ts'
import type { Ports } from './ports.ts'

export interface CreatorCounts {
  readonly creator: string
  readonly counts: Counts
}

const concurrency = 16

/**
 * What every creator's finished orders of a month came to, by their names.
 * @param month that they were to be sent in, as `2026-11` (UTC)
 */
export async function readMonthlyMetrics(
  { feed }: Pick<Ports, 'feed'>,
  month: string,
): Promise<readonly CreatorCounts[]> {
  const creators = await feed.creators()
  const rows = await pLimit(concurrency).map(creators, async (creator) => {
    const counts = await feed.countsOf(creator, month)
    return counts === undefined ? [] : [{ creator, counts }]
  })
  return rows.flat().toSorted((one, other) => (one.creator < other.creator ? -1 : 1))
}
