import type { FeedEntry } from '../../domain/feed-entry.ts'
import type { OrderId } from '../../domain/ids.ts'
import type { NumberedEntry } from '../../use-cases/ports.ts'
import { checkSize } from './entity-size.ts'
import { keyPart } from './keys.ts'
import { gather, pack, spread, unpack } from './packing.ts'

/** Sequence numbers are stored as 64-bit integers: a plain number beyond 32 bits is not safe with the store. */
export interface EntryRow {
  readonly number: bigint
}

/** Row keys begin with the creator: unique by themselves, since Azurite looks up by row key first. */
const row = (creator: string, name: string) => ({
  partitionKey: keyPart(creator),
  rowKey: `${keyPart(creator)}|${name}`,
})

export const headKey = (creator: string) => row(creator, 'head')

/** 16 digits hold every integer that a JSON number can carry exactly. */
export const entryKey = (creator: string, number: number) => row(creator, `entry-${String(number).padStart(16, '0')}`)

/** Exclusive bound above all entries. */
export const entryKeyBelow = (creator: string) => row(creator, 'entry-:').rowKey

export const uniquenessKey = (creator: string, order: OrderId) => row(creator, `order-${order}`)

export const monthKey = (creator: string, month: string) => row(creator, `month-${month}`)

/** Everybody who has a feed. No creator's own partition has this name: none has a bar in it. */
export const creatorsPartition = '|creators'

export const creatorRow = (creator: string) => ({
  partitionKey: creatorsPartition,
  rowKey: `creator|${keyPart(creator)}`,
  v: 1,
  creator,
})

export const entryRow = (creator: string, number: number, entry: FeedEntry) =>
  checkSize({ ...entryKey(creator, number), v: 1, number: BigInt(number), ...spread('entry', pack(entry)) })

export const entryFrom = (entity: EntryRow): NumberedEntry => ({
  sequenceNumber: Number(entity.number),
  entry: unpack(gather('entry', entity as never), ['lastUpdate']) as FeedEntry,
})
