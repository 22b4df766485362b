import { odata, type TableClient } from '@azure/data-tables'
import type { Feed, FeedPage, Machine, NumberedEntry } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import { feedAppender } from './feed-append.ts'
import { feedHeads, type FeedHeads } from './feed-heads.ts'
import { readMonth } from './feed-months.ts'
import {
  creatorsPartition,
  entryFrom,
  entryKey,
  entryKeyBelow,
  headKey,
  uniquenessKey,
  type EntryRow,
} from './feed-row.ts'

/**
 * One partition per creator: a head with the last number, the entries, and a row per order that says it has one.
 * All of an append is one transaction under the head's version, so numbers are contiguous and nothing ever appears
 * behind an entry that somebody has read.
 */
export function tableFeed(client: TableClient, settings: { firstNumber: number; machine: Machine }): Feed {
  const numberOf = feedNumbers(client)
  const heads = feedHeads(client, settings.firstNumber)
  return {
    numberOf,
    append: feedAppender({ client, heads, numberOf, machine: settings.machine }),
    read: (creator, page) =>
      page.direction === 'Asc' ? ascending(client, creator, page) : descending({ client, heads }, creator, page),
    async erase(creator, order) {
      const number = await numberOf(creator, order)
      if (number === undefined) return
      const { partitionKey, rowKey } = entryKey(creator, number)
      await request(() => client.deleteEntity(partitionKey, rowKey), { 404: undefined })
    },
    creators: () => feedCreators(client),
    countsOf: (creator, month) => readMonth(client, creator, month),
  }
}

function feedNumbers(client: TableClient): Feed['numberOf'] {
  return async (creator, order) => {
    const { partitionKey, rowKey } = uniquenessKey(creator, order)
    const row = await request(() => client.getEntity<EntryRow>(partitionKey, rowKey), { 404: undefined })
    return row && Number(row.number)
  }
}

async function feedCreators(client: TableClient): Promise<readonly string[]> {
  const filter = odata`PartitionKey eq ${creatorsPartition}`
  const rows = await request(() =>
    Array.fromAsync(client.listEntities<{ creator: string }>({ queryOptions: { filter } })),
  )
  return rows.map(({ creator }) => creator)
}

const ascending = (client: TableClient, creator: string, { after, size }: FeedPage) =>
  takeRows(
    client,
    odata`PartitionKey eq ${headKey(creator).partitionKey} and RowKey gt ${entryKey(creator, after).rowKey} and RowKey lt ${entryKeyBelow(creator)}`,
    size,
  )

/**
 * Table Storage cannot sort backwards: a descending page is the range just below its bound, turned around. Erased
 * entries leave holes, so the range below it follows, wider each time, until the page is full.
 */
async function descending(
  { client, heads }: { client: TableClient; heads: FeedHeads },
  creator: string,
  { after, size }: FeedPage,
): Promise<NumberedEntry[]> {
  const { first, last } = await heads.read(creator)
  const found: NumberedEntry[] = []
  let bound = after === 0 ? last + 1 : Math.min(after, last + 1)
  for (let width = size; found.length < size && bound > first; width *= 4) {
    const from = Math.max(first, bound - width)
    const entries = await takeRows(client, rangeOf(creator, from, bound), width)
    found.push(...entries.reverse())
    bound = from
  }
  return found.slice(0, size)
}

const rangeOf = (creator: string, from: number, before: number) =>
  odata`PartitionKey eq ${headKey(creator).partitionKey} and RowKey ge ${entryKey(creator, from).rowKey} and RowKey lt ${entryKey(creator, before).rowKey}`

const mostRows = 1000

async function takeRows(client: TableClient, filter: string, wanted: number): Promise<NumberedEntry[]> {
  const found: NumberedEntry[] = []
  return request(async () => {
    const settings = { maxPageSize: Math.min(wanted, mostRows) }
    for await (const rows of client.listEntities<EntryRow>({ queryOptions: { filter } }).byPage(settings)) {
      found.push(...rows.map(entryFrom))
      if (found.length >= wanted) break
    }
    return found.slice(0, wanted)
  })
}
