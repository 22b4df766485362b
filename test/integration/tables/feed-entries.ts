import { randomBytes } from 'node:crypto'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import type { FeedEntry } from '../../../src/domain/feed-entry.ts'
import { chainIdFrom, orderIdOf } from '../../../src/domain/ids.ts'
import { tableFeed } from '../../../src/adapters/tables/feed.ts'
import { noCounts } from '../../../src/domain/monthly-count.ts'
import type { CountedEntry, Feed, NumberedEntry } from '../../../src/use-cases/ports.ts'

export const fromOne = { firstNumber: 1, machine: systemMachine }

/** The entry of a new order. */
export const newEntry = (changes: Partial<FeedEntry> = {}): FeedEntry => ({
  shipmentId: orderIdOf(chainIdFrom(randomBytes(11)), 1),
  sendersReference: 'ref-1',
  recipients: [
    { destination: 'ola@example.no', status: 'Email_Delivered', lastUpdate: new Date('2026-11-23T12:00:00.123Z') },
  ],
  status: 'Order_Completed',
  lastUpdate: new Date('2026-11-23T12:01:00Z'),
  shipmentType: 'Notification',
  ...changes,
})

export const newEntries = (count: number) => Array.from({ length: count }, () => newEntry())

/** No test meets another's feed. */
export const newCreator = () => `creator${randomBytes(6).toString('hex')}`

export const numbersOf = (entries: readonly NumberedEntry[]) => entries.map(({ sequenceNumber }) => sequenceNumber)

/** The numbers from `first` to `last`, whichever way round. */
export const range = (first: number, last: number) =>
  Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => first + i * Math.sign(last - first))

/** Counted as one order of November. */
const counted = (entry: FeedEntry): CountedEntry => ({
  entry,
  count: { month: '2026-11', counts: { ...noCounts, orders: 1 } },
})

export type PlainFeed = Omit<Feed, 'append'> & {
  append(creator: string, entries: readonly FeedEntry[]): Promise<void>
}

/** A feed whose entries all count alike. */
export function plainFeed(...parameters: Parameters<typeof tableFeed>): PlainFeed {
  const feed = tableFeed(...parameters)
  return { ...feed, append: (creator, entries) => feed.append(creator, entries.map(counted)) }
}
