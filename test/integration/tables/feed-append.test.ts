import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { FeedEntry } from '../../../src/domain/feed-entry.ts'
import {
  fromOne,
  newCreator,
  newEntries,
  newEntry,
  numbersOf,
  plainFeed,
  range,
  type PlainFeed,
} from './feed-entries.ts'
import { loseAnswers } from './spoiled-wire.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const feed = (settings = fromOne) => plainFeed(tables.client('feed'), settings)
const all = { after: 0, size: 1000, direction: 'Asc' } as const

test('an entry comes back as it was, under the first number', async () => {
  const creator = newCreator()
  const entry = newEntry({ sendersReference: 'fra Word:\u2028\u2029 ✉ æøå' })
  await feed().append(creator, [entry])
  expect(await feed().read(creator, all)).toEqual([{ sequenceNumber: 1, entry }])
})

test('the first number is a setting, and may be beyond 32 bits', async () => {
  const creator = newCreator()
  const far = feed({ ...fromOne, firstNumber: 5_000_000_000 })
  const entries = newEntries(2)
  await far.append(creator, entries)
  await far.append(creator, newEntries(1))
  expect(numbersOf(await far.read(creator, all))).toEqual([5_000_000_000, 5_000_000_001, 5_000_000_002])
  expect(await far.numberOf(creator, entries[1]?.shipmentId as never)).toBe(5_000_000_001)
  const typed = { disableTypeConversion: true }
  expect(await tables.client('feed').getEntity(creator, `${creator}|head`, typed)).toMatchObject({
    last: { type: 'Int64', value: '5000000002' },
  })
})

test('an append under a known head is one request', async () => {
  const [creator, warm] = [newCreator(), feed()]
  expect(await tables.requestsOf(() => warm.append(creator, newEntries(1)))).toEqual({
    get: 1,
    upsert: 1,
    transaction: 1,
  })
  expect(await tables.requestsOf(() => warm.append(creator, newEntries(48)))).toEqual({ transaction: 1 })
  expect(numbersOf(await feed().read(creator, all))).toEqual(range(1, 49))
})

test('entries that are too much for one transaction are appended in several', async () => {
  const [creator, warm] = [newCreator(), feed()]
  const reference = () =>
    Array.from({ length: 30_000 }, () => String.fromCharCode(0x3000 + Math.random() * 0x9000)).join('')
  const entries = Array.from({ length: 48 }, () => newEntry({ sendersReference: reference() }))
  expect(await tables.requestsOf(() => warm.append(creator, entries))).toEqual({ get: 1, upsert: 1, transaction: 2 })
  expect((await feed().read(creator, all)).map(({ entry }) => entry)).toEqual(entries)
})

test('whoever knows a head that is out of date gives no number twice', async () => {
  const [creator, one, other] = [newCreator(), feed(), feed()]
  await one.append(creator, newEntries(1))
  await other.append(creator, newEntries(1))
  await one.append(creator, newEntries(1))
  expect(numbersOf(await feed().read(creator, all))).toEqual([1, 2, 3])
})

test('a number is given once, even when its entry has been erased since', async () => {
  const [creator, one, other, entry] = [newCreator(), feed(), feed(), newEntry()]
  await one.append(creator, newEntries(1))
  await other.append(creator, [entry])
  await other.erase(creator, entry.shipmentId)
  await one.append(creator, newEntries(1))
  expect(numbersOf(await feed().read(creator, all))).toEqual([1, 3])
})

describe('an order that has its entry', () => {
  test('gets no other, and the others of the batch get theirs', async () => {
    const creator = newCreator()
    const [first, second, third] = [newEntry(), newEntry(), newEntry()]
    await feed().append(creator, [first, second])
    await feed().append(creator, [second, third, first])
    expect((await feed().read(creator, all)).map(({ entry }) => entry)).toEqual([first, second, third])
  })

  test('costs one refused transaction and a look at each when all of the batch have theirs', async () => {
    const [creator, entries] = [newCreator(), newEntries(3)]
    await feed().append(creator, entries)
    const requests = await tables.requestsOf(() => feed().append(creator, entries.toReversed()))
    expect(requests).toEqual({ get: 5, transaction: 1 })
    expect(numbersOf(await feed().read(creator, all))).toEqual([1, 2, 3])
  })

  test('is known by its number, only to its creator', async () => {
    const [creator, entry] = [newCreator(), newEntry()]
    await feed().append(creator, [newEntry(), entry])
    expect(await feed().numberOf(creator, entry.shipmentId)).toBe(2)
    expect(await feed().numberOf(newCreator(), entry.shipmentId)).toBeUndefined()
    expect(await feed().numberOf(creator, newEntry().shipmentId)).toBeUndefined()
  })
})

test('creators do not meet, however alike their names', async () => {
  const name = newCreator()
  const creators = [
    name,
    name.toUpperCase(),
    `${name} `,
    `${name}|`,
    `${name}_007c`,
    `${name}|head`,
    `${name}/`,
    `${name}'`,
  ]
  await Promise.all(creators.map((creator, i) => feed().append(creator, newEntries(i + 1))))
  for (const [i, creator] of creators.entries()) {
    expect(numbersOf(await feed().read(creator, all))).toEqual(range(1, i + 1))
  }
})

/** As the queue does it: what is contended is put off. */
async function appendAtLast(to: PlainFeed, creator: string, entries: readonly FeedEntry[]): Promise<void> {
  try {
    await to.append(creator, entries)
  } catch (fault) {
    if (!(fault instanceof TransientFault)) throw fault
    await appendAtLast(to, creator, entries)
  }
}

test('eight instances at once give contiguous numbers, each order one, and readers never see a gap', async () => {
  const [creator, shared] = [newCreator(), newEntries(3)]
  const batches = Array.from({ length: 8 }, () => Array.from({ length: 6 }, (_, i) => newEntries(1 + (i % 3))))
  const over = new AbortController()
  const reader = (async () => {
    const seen: number[] = []
    while (!over.signal.aborted) {
      const next = await feed().read(creator, { after: seen.at(-1) ?? 0, size: 5, direction: 'Asc' })
      seen.push(...numbersOf(next))
    }
    return seen
  })()
  await Promise.all(
    batches.map(async (own) => {
      const instance = feed()
      for (const batch of own) await appendAtLast(instance, creator, [...batch, ...shared])
    }),
  )
  over.abort()
  const entries = await feed().read(creator, all)
  const expected = [...batches.flat(2), ...shared].map(({ shipmentId }) => shipmentId)
  expect(numbersOf(entries)).toEqual(range(1, expected.length))
  expect(entries.map(({ entry }) => entry.shipmentId).toSorted()).toEqual(expected.toSorted())
  const seen = await reader
  expect(seen.length).toBeGreaterThan(0)
  expect(seen).toEqual(range(1, seen.length))
})

describe('an append whose answer is lost', () => {
  test('is repeated by the SDK, and doubles nothing', async () => {
    const [creator, client] = [newCreator(), tables.client('feed')]
    const unlucky = plainFeed(client, fromOne)
    loseAnswers(client, 1)
    await unlucky.append(creator, newEntries(2))
    await unlucky.append(creator, newEntries(1))
    expect(numbersOf(await feed().read(creator, all))).toEqual([1, 2, 3])
  })

  test('is a transient fault when the SDK gives up, and repeated later doubles nothing', async () => {
    const [creator, client, entries] = [newCreator(), tables.client('feed'), newEntries(2)]
    const unlucky = plainFeed(client, fromOne)
    await unlucky.append(creator, newEntries(1))
    loseAnswers(client, 1, 'caller')
    await expect(unlucky.append(creator, entries)).rejects.toBeInstanceOf(TransientFault)
    await unlucky.append(creator, entries)
    expect(numbersOf(await feed().read(creator, all))).toEqual([1, 2, 3])
  })
})
