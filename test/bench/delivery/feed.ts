import { tokenHeaders, type BenchCloud } from '../cloud/bench-cloud.ts'

export interface FeedEntry {
  readonly sequenceNumber: number
  readonly shipmentId: string
  readonly sendersReference?: string
  readonly recipients: readonly unknown[]
  readonly status: string
}

/** One page of the creator's status feed. */
export async function readFeed(bench: BenchCloud, query: Readonly<Record<string, string>>): Promise<FeedEntry[]> {
  const parameters = new URLSearchParams(query)
  const response = await fetch(
    `${bench.cloud.url}/notifications/api/v1/future/shipment/feed?${parameters.toString()}`,
    {
      headers: tokenHeaders(bench),
    },
  )
  if (!response.ok) throw new Error(`the status feed answered ${response.status}`)
  return (await response.json()) as FeedEntry[]
}

/** The number of the feed's last entry, 0 while there is none. */
export async function lastNumber(bench: BenchCloud): Promise<number> {
  const [last] = await readFeed(bench, { orderBy: 'Desc', pageSize: '1' })
  return last?.sequenceNumber ?? 0
}

/** Every entry above a number. */
export async function entriesAfter(bench: BenchCloud, number: number): Promise<FeedEntry[]> {
  const entries: FeedEntry[] = []
  for (;;) {
    const seq = String(entries.at(-1)?.sequenceNumber ?? number)
    const page = await readFeed(bench, { seq })
    if (page.length === 0) return entries
    entries.push(...page)
  }
}
