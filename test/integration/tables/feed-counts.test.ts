import { describe, expect, test } from 'vitest'
import { tableFeed } from '../../../src/adapters/tables/feed.ts'
import { noCounts, type Counts } from '../../../src/domain/monthly-count.ts'
import type { CountedEntry, Feed } from '../../../src/use-cases/ports.ts'
import { fromOne, newCreator, newEntry, numbersOf, range } from './feed-entries.ts'
import { loseAnswers } from './spoiled-wire.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const feed = () => tableFeed(tables.client('feed'), fromOne)

const one: Counts = { orders: 1, emails: 2, emailsDelivered: 1, smsParts: 3, smsDelivered: 1 }
const times = (count: number): Counts => ({
  orders: count,
  emails: 2 * count,
  emailsDelivered: count,
  smsParts: 3 * count,
  smsDelivered: count,
})
const counted = (month = '2026-11'): CountedEntry => ({ entry: newEntry(), count: { month, counts: one } })
const several = (count: number, month?: string) => Array.from({ length: count }, () => counted(month))

describe('an order counts once in the month that it was to be sent in', () => {
  test('together with others, and after others, whatever this process remembers', async () => {
    const [creator, warm] = [newCreator(), feed()]
    await warm.append(creator, several(3))
    await warm.append(creator, [...several(2), counted('2026-10')])
    await feed().append(creator, several(1))
    await warm.append(creator, several(1))
    expect(await feed().countsOf(creator, '2026-11')).toEqual(times(7))
    expect(await feed().countsOf(creator, '2026-10')).toEqual(times(1))
    expect(await feed().countsOf(creator, '2026-09')).toBeUndefined()
  })

  test('however often its entry is asked for', async () => {
    const [creator, entries] = [newCreator(), several(3)]
    await feed().append(creator, entries)
    await feed().append(creator, [...entries, counted()])
    await feed().append(creator, entries)
    expect(await feed().countsOf(creator, '2026-11')).toEqual(times(4))
  })

  test.each(['sdk', 'caller'] as const)('also when the answer is lost on its way to the %s', async (hearing) => {
    const [creator, client, entries] = [newCreator(), tables.client('feed'), several(2)]
    const unlucky = tableFeed(client, fromOne)
    await unlucky.append(creator, several(1))
    loseAnswers(client, 1, hearing)
    await unlucky.append(creator, entries).catch(() => undefined)
    await unlucky.append(creator, entries)
    await unlucky.append(creator, several(1))
    expect(await feed().countsOf(creator, '2026-11')).toEqual(times(4))
  })

  test('when many instances append at once', async () => {
    const [creator, shared] = [newCreator(), several(2)]
    await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const instance = feed()
        for (let round = 0; round < 4; round++) {
          await insistently(instance, creator, [...several(2), counted(`2026-0${1 + i}`), ...shared])
        }
      }),
    )
    expect(await feed().countsOf(creator, '2026-11')).toEqual(times(6 * 4 * 2 + 2))
    for (let i = 0; i < 6; i++) expect(await feed().countsOf(creator, `2026-0${1 + i}`)).toEqual(times(4))
  })
})

/** As the queue does it: what is contended is put off. */
async function insistently(to: Feed, creator: string, entries: readonly CountedEntry[]): Promise<void> {
  await to.append(creator, entries).catch(() => insistently(to, creator, entries))
}

test('orders of more months than a transaction has room for are appended in several', async () => {
  const [creator, warm] = [newCreator(), feed()]
  // The first takes 33 with their months; of the 15 months behind them each is read.
  const entries = Array.from({ length: 48 }, (_, i) => counted(`20${String(10 + i)}-01`))
  expect(await tables.requestsOf(() => warm.append(creator, entries))).toEqual({ get: 16, upsert: 1, transaction: 2 })
  const read = await feed().read(creator, { after: 0, size: 100, direction: 'Asc' })
  expect(numbersOf(read)).toEqual(range(1, 48))
  expect(read.map(({ entry }) => entry)).toEqual(entries.map(({ entry }) => entry))
  expect(await feed().countsOf(creator, '2057-01')).toEqual(times(1))
})

test('counts beyond 32 bits stay exact', async () => {
  const creator = newCreator()
  const huge = { ...noCounts, emails: 3_000_000_000 }
  const entries = [1, 2].map(() => ({ ...counted(), count: { month: '2026-11', counts: huge } }))
  for (const entry of entries) await feed().append(creator, [entry])
  expect(await feed().countsOf(creator, '2026-11')).toEqual({ ...noCounts, emails: 6_000_000_000 })
})

describe('the creators', () => {
  test('are known by name, each once, before their first entry', async () => {
    const creators = ['a', 'a|b', 'æøå/\\#?', ' '].map((name) => `${newCreator()}${name}`)
    for (const creator of creators) for (let i = 0; i < 2; i++) await feed().append(creator, several(1))
    const known = await feed().creators()
    expect(known.filter((name) => creators.includes(name)).toSorted()).toEqual(creators.toSorted())
  })

  test('are written once: an append under a known head writes no more of them', async () => {
    const creator = newCreator()
    await feed().append(creator, several(1))
    const later = await tables.requestsOf(() => feed().append(creator, several(1)))
    expect(later).toEqual({ get: 2, transaction: 1 })
  })

  test('have no feed of their own', async () => {
    expect(await feed().read('|creators', { after: 0, size: 10, direction: 'Asc' })).toEqual([])
  })
})
