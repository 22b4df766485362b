import { describe, expect, test } from 'vitest'
import { feedEntryOf, mostEmbedded, type FeedEntry } from '../../../src/domain/feed-entry.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import { appendToFeed } from '../../../src/use-cases/append-to-feed.ts'
import type { Feed, NumberedEntry } from '../../../src/use-cases/ports.ts'
import { readStatusFeed } from '../../../src/use-cases/read-status-feed.ts'
import { chunkOfPart, delivered, reservedResult, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage } from './a-stage.ts'

const complete: OrderHead = segmentedOrder({ count: 4 }, { state: 'Completed' })
/** One more recipient than an entry keeps. */
const many = [1, 2, 3, 4].map((segment) =>
  chunkOfPart(
    { segment, chunk: 0 },
    'sms',
    ...Array.from({ length: segment === 4 ? 1 : mostEmbedded / 3 }, () => delivered),
  ),
)
const parts = [
  chunkOfPart({ segment: 1, chunk: 0 }, 'sms', delivered, reservedResult),
  chunkOfPart({ segment: 2, chunk: 0 }, 'sms', { ...delivered, address: '+4799999998' }),
]

/** A feed of these entries, numbered from 1. */
function feedOf(...entries: readonly FeedEntry[]) {
  const [numbered, appended]: [NumberedEntry[], FeedEntry[]] = [
    entries.map((entry, i) => ({ sequenceNumber: i + 1, entry })),
    [],
  ]
  const feed: Feed = {
    append: (_, of) => Promise.resolve(void appended.push(...of.map(({ entry }) => entry))),
    numberOf: () => Promise.resolve(undefined),
    read: () => Promise.resolve(numbered),
    erase: () => Promise.reject(new Error('nothing is erased')),
    creators: () => Promise.reject(new Error('nobody is listed')),
    countsOf: () => Promise.reject(new Error('nothing is counted')),
  }
  return { feed, appended }
}

const nothing = () => Promise.reject(new Error('this is not asked for'))

async function appended(order: OrderHead, inParts = parts) {
  const { ports } = await aStage(order, inParts)
  const { feed, appended } = feedOf()
  const noted = { put: () => Promise.resolve(), remove: nothing, find: nothing }
  const outcomes = { put: nothing, page: nothing, eraseBefore: nothing }
  const deps = { ports: { ...ports, feed, notificationLog: noted, outcomes }, retentionDays: 90, keepsOutcomes: false }
  await appendToFeed(deps, [firstMessage(order.id, 'send')], { isOver: () => false })
  return appended
}

describe('the entry of an order in segments', () => {
  test('tells its recipients where they are few', async () => {
    const [entry] = await appended(complete)
    expect(entry).toMatchObject({
      status: 'Order_Completed',
      recipients: [{}, { destination: '' }, { destination: '+4799999998' }],
    })
    expect(entry).not.toHaveProperty('isLarge')
  })

  test('names none where they are many: they lie in the order', async () => {
    expect(await appended(complete, many)).toMatchObject([{ recipients: [], isLarge: true }])
  })

  test('has none where its condition was not met, and is not large', async () => {
    const stopped = segmentedOrder({ count: 4, isResolved: false }, { state: 'SendConditionNotMet' })
    const [entry] = await appended(stopped)
    expect(entry).toMatchObject({ status: 'Order_SendConditionNotMet', recipients: [] })
    expect(entry).not.toHaveProperty('isLarge')
  })
})

describe('reading a feed', () => {
  const order = complete
  const large = feedEntryOf(order, undefined)
  const small = (recipients: number): FeedEntry => ({
    ...feedEntryOf(complete, []),
    recipients: Array.from({ length: recipients }, () => ({
      destination: '+4799999999',
      status: 'SMS_Delivered' as const,
      lastUpdate: order.processed,
    })),
  })
  const page = { after: 0, size: 50, direction: 'Asc' } as const

  test('puts the recipients of a large order together, and shows nobody that it is one', async () => {
    const { ports } = await aStage(order, parts)
    const shown = await readStatusFeed({ ...ports, ...feedOf(small(1), large, small(2)) }, 'ttd', page)
    expect(shown.map(({ sequenceNumber, entry }) => [sequenceNumber, entry.recipients.length])).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
    ])
    expect(shown[1]?.entry).toMatchObject({ shipmentId: order.id, recipients: [{ status: 'SMS_Delivered' }, {}, {}] })
    expect(shown[1]?.entry).not.toHaveProperty('isLarge')
  })

  test('shows no recipients of a large order that is gone', async () => {
    const { ports } = await aStage(complete)
    const [shown] = await readStatusFeed({ ...ports, ...feedOf(large) }, 'ttd', page)
    expect(shown?.entry.recipients).toEqual([])
  })

  test('ends a page early behind a hundred thousand recipients, never before its first entry', async () => {
    const { ports } = await aStage(order, parts)
    const sizes = async (...entries: FeedEntry[]) =>
      (await readStatusFeed({ ...ports, ...feedOf(...entries) }, 'ttd', page)).map(
        ({ sequenceNumber }) => sequenceNumber,
      )
    expect(await sizes(small(100_001), small(1), small(1))).toEqual([1])
    expect(await sizes(small(99_999), small(1), small(1), small(1))).toEqual([1, 2, 3])
  })
})
