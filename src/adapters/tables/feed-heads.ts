import type { TableClient } from '@azure/data-tables'
import type { Counts } from '../../domain/monthly-count.ts'
import { request } from './errors.ts'
import { headKey } from './feed-row.ts'

/** The first and the last number given in a creator's feed; the last is below the first while there is none. */
export interface Head {
  readonly first: number
  readonly last: number
  /** Absent while the creator has no entry. */
  readonly version?: string
  /** What has been counted, of the months that were looked at. It changes with the version only. */
  readonly months: ReadonlyMap<string, Counts>
}

interface HeadRow {
  readonly first: bigint
  readonly last: bigint
}

/** Heads as last seen by this process. A stale one costs a conflict, never a wrong number. */
export interface FeedHeads {
  read(creator: string): Promise<Head>
  known(creator: string): Promise<Head>
  remember(creator: string, head: Head): void
  forget(creator: string): void
}

export function feedHeads(client: TableClient, firstNumber: number): FeedHeads {
  const heads = new Map<string, Head>()
  const read = async (creator: string): Promise<Head> => {
    const { partitionKey, rowKey } = headKey(creator)
    const row = await request(() => client.getEntity<HeadRow>(partitionKey, rowKey), { 404: undefined })
    if (row === undefined) return { first: firstNumber, last: firstNumber - 1, months: new Map() }
    return { first: Number(row.first), last: Number(row.last), version: row.etag, months: new Map() }
  }
  return {
    read,
    known: async (creator) => heads.get(creator) ?? read(creator),
    remember: (creator, head) => void heads.set(creator, head),
    forget: (creator) => void heads.delete(creator),
  }
}
