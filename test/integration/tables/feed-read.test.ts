import { beforeAll, describe, expect, test } from 'vitest'
import { fromOne, newCreator, newEntries, newEntry, numbersOf, range, plainFeed } from './feed-entries.ts'
import { cutPages } from './spoiled-wire.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const feed = (settings = fromOne) => plainFeed(tables.client('feed'), settings)

async function appended(creator: string, count: number, settings = fromOne) {
  const entries = newEntries(count)
  for (let i = 0; i < count; i += 40) await feed(settings).append(creator, entries.slice(i, i + 40))
  return entries
}

describe('a feed of 130 entries', () => {
  const creator = newCreator()
  beforeAll(() => appended(creator, 130))
  const read = async (direction: 'Asc' | 'Desc', after: number, size: number) =>
    numbersOf(await feed().read(creator, { after, size, direction }))

  test.each([
    { direction: 'Asc', after: 0, size: 3, expected: range(1, 3) },
    { direction: 'Asc', after: 3, size: 3, expected: range(4, 6) },
    { direction: 'Asc', after: 128, size: 10, expected: range(129, 130) },
    { direction: 'Asc', after: 130, size: 10, expected: [] },
    { direction: 'Asc', after: 5_000_000_000, size: 10, expected: [] },
    { direction: 'Asc', after: Number('9223372036854775807'), size: 10, expected: [] },
    { direction: 'Asc', after: 0, size: 130, expected: range(1, 130) },
    { direction: 'Asc', after: 0, size: 1000, expected: range(1, 130) },
    { direction: 'Desc', after: 0, size: 3, expected: range(130, 128) },
    { direction: 'Desc', after: 128, size: 3, expected: range(127, 125) },
    { direction: 'Desc', after: 3, size: 10, expected: range(2, 1) },
    { direction: 'Desc', after: 1, size: 10, expected: [] },
    { direction: 'Desc', after: 131, size: 2, expected: range(130, 129) },
    { direction: 'Desc', after: 5_000_000_000, size: 2, expected: range(130, 129) },
    { direction: 'Desc', after: Number('9223372036854775807'), size: 1, expected: [130] },
    { direction: 'Desc', after: 0, size: 1000, expected: range(130, 1) },
  ] as const)('$direction after $after, at most $size', async ({ direction, after, size, expected }) => {
    expect(await read(direction, after, size)).toEqual(expected)
  })

  test.each(['Asc', 'Desc'] as const)('read %s page by page gives each entry once', async (direction) => {
    const seen: number[] = []
    for (;;) {
      const page = await read(direction, seen.at(-1) ?? 0, 17)
      if (page.length === 0) break
      seen.push(...page)
    }
    expect(seen).toEqual(direction === 'Asc' ? range(1, 130) : range(130, 1))
  })

  test.each(['Asc', 'Desc'] as const)('read %s from a store that cuts pages where it likes is whole', async (way) => {
    const client = tables.client('feed')
    cutPages(client, 7)
    const entries = await plainFeed(client, fromOne).read(creator, { after: 0, size: 100, direction: way })
    expect(numbersOf(entries)).toEqual(way === 'Asc' ? range(1, 100) : range(130, 31))
  })

  test('the newest page is two requests, wherever it is asked from, and an ascending one is one', async () => {
    expect(await tables.requestsOf(() => read('Desc', 0, 10))).toEqual({ get: 1, query: 1 })
    expect(await tables.requestsOf(() => read('Desc', 5_000_000_000, 10))).toEqual({ get: 1, query: 1 })
    expect(await tables.requestsOf(() => read('Asc', 0, 10))).toEqual({ query: 1 })
  })
})

test.each(['Asc', 'Desc'] as const)('a creator without entries reads an empty page %s', async (direction) => {
  expect(await feed().read(newCreator(), { after: 0, size: 10, direction })).toEqual([])
})

test('a feed that began at a late number ends there', async () => {
  const creator = newCreator()
  await appended(creator, 3, { ...fromOne, firstNumber: 40_000_000 })
  const last = () => feed().read(creator, { after: 0, size: 500, direction: 'Desc' })
  expect(numbersOf(await last())).toEqual([40_000_002, 40_000_001, 40_000_000])
  expect(await tables.requestsOf(last)).toEqual({ get: 1, query: 1 })
})

test('entries of 1,000 recipients, more than a property holds, come back whole', async () => {
  const recipients = Array.from({ length: 1000 }, (_, i) => ({
    destination: `${crypto.randomUUID()}@example.no`,
    status: 'Email_Delivered' as const,
    lastUpdate: new Date(1_700_000_000_000 + i),
  }))
  const [creator, entry] = [newCreator(), newEntry({ recipients })]
  await feed().append(creator, [entry])
  expect(await feed().read(creator, { after: 0, size: 1, direction: 'Asc' })).toEqual([{ sequenceNumber: 1, entry }])
})

describe('an erased entry', () => {
  test('is gone for readers in both directions, and leaves its number unused', async () => {
    const creator = newCreator()
    const entries = await appended(creator, 30)
    for (const { shipmentId } of entries.slice(4, 25)) await feed().erase(creator, shipmentId)
    await feed().append(creator, newEntries(1))
    const left = [1, 2, 3, 4, 26, 27, 28, 29, 30, 31]
    expect(numbersOf(await feed().read(creator, { after: 0, size: 10, direction: 'Asc' }))).toEqual(left)
    expect(numbersOf(await feed().read(creator, { after: 0, size: 10, direction: 'Desc' }))).toEqual(left.toReversed())
    expect(numbersOf(await feed().read(creator, { after: 26, size: 1, direction: 'Desc' }))).toEqual([4])
  })

  test('stays known, so that its order never gets another', async () => {
    const creator = newCreator()
    const [entry] = await appended(creator, 1)
    if (entry === undefined) throw new Error('one entry was appended')
    await feed().erase(creator, entry.shipmentId)
    await feed().append(creator, [entry])
    expect(await feed().read(creator, { after: 0, size: 10, direction: 'Asc' })).toEqual([])
    expect(await feed().numberOf(creator, entry.shipmentId)).toBe(1)
  })

  test('can be erased again, and so can one that never was', async () => {
    const creator = newCreator()
    const [entry] = await appended(creator, 1)
    for (let i = 0; i < 2; i++) await feed().erase(creator, entry?.shipmentId as never)
    await feed().erase(creator, newEntry().shipmentId)
    expect(await feed().read(creator, { after: 0, size: 10, direction: 'Asc' })).toEqual([])
  })
})
