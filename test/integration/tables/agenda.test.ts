import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { tableAgenda } from '../../../src/adapters/tables/agenda.ts'
import { bucketOf, type AgendaRow } from '../../../src/domain/agenda.ts'
import { chainIdFrom, orderIdOf } from '../../../src/domain/ids.ts'
import type { Agenda } from '../../../src/use-cases/ports.ts'
import { noon, secondsAfter } from '../../unit/domain/sample-order.ts'
import { cutPages } from './spoiled-wire.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const agenda = () => tableAgenda(tables.client('agenda'))

const row = (changes: Partial<AgendaRow> = {}): AgendaRow => ({
  kind: 'due',
  order: orderIdOf(chainIdFrom(randomBytes(11)), 1),
  queue: 'email-send',
  nonce: randomBytes(8).toString('hex'),
  at: secondsAfter(noon, 1.234),
  due: secondsAfter(noon, 0.567),
  looks: 3,
  shard: 5,
  writtenAt: secondsAfter(noon, -0.001),
  ...changes,
})

const rowsIn = async (bucket: string, of = agenda()) => [...(await of.page(bucket)).rows]

describe('a row', () => {
  test('comes back as it was', async () => {
    const written = row()
    await agenda().put(written)
    expect(await rowsIn('2026-11-23T12:00|05')).toEqual([written])
    await agenda().remove(written)
    expect(await rowsIn('2026-11-23T12:00|05')).toEqual([])
  })

  test('that was read can be removed, and removed again', async () => {
    await agenda().put(row({ shard: 6 }))
    const [read] = await rowsIn('2026-11-23T12:00|06')
    for (let i = 0; i < 2; i++) await agenda().remove(read ?? row())
    expect(await rowsIn('2026-11-23T12:00|06')).toEqual([])
  })

  test('written twice is one; of another kind, request or order it is another', async () => {
    const one = row({ shard: 7 })
    const all = [one, { ...one, nonce: 'other' }, { ...one, order: row().order }]
    const watches = [
      { ...one, kind: 'watch' },
      { ...one, kind: 'erase' },
    ] as const
    for (const written of [...all, ...watches, one]) await agenda().put(written)
    expect(await rowsIn('2026-11-23T12:00|07')).toHaveLength(all.length)
    // These are found when their time has come, not two minutes ahead.
    expect(await rowsIn('2026-11-23T12:02|07')).toHaveLength(watches.length)
    await Promise.all([...all, ...watches].map((written) => agenda().remove(written)))
  })
})

test('an empty agenda has no rows and no buckets', async () => {
  const bound = '2026-11-23T11:00'
  expect(await agenda().firstPage(bound)).toEqual({ rows: [], more: false })
  expect(await agenda().bucketsBefore(bound)).toEqual([])
  expect(await agenda().page('2026-11-23T10:00|00')).toEqual({ rows: [] })
})

/** By minute of the hour and shard, how many rows; all in an hour that no other test uses. */
const crowd = [
  { minute: 1, shard: 0, count: 30 },
  { minute: 1, shard: 1, count: 2_300 },
  { minute: 2, shard: 0, count: 1 },
  { minute: 2, shard: 9, count: 1_000 },
  { minute: 3, shard: 0, count: 1_050 },
]
const hour = new Date('2026-01-01T00:00:00Z')
const bucketOfCrowd = ({ minute, shard }: { minute: number; shard: number }) =>
  bucketOf(secondsAfter(hour, minute * 60), shard)
const pastCrowd = '2026-01-01T00:04'

describe('an agenda with thousands of rows', () => {
  beforeAll(async () => {
    const one = agenda()
    const rows = crowd.flatMap(({ minute, shard, count }) =>
      Array.from({ length: count }, (_, i) => row({ at: secondsAfter(hour, minute * 60 + (i % 60)), shard })),
    )
    await Promise.all(rows.map((written) => one.put(written)))
  })

  test('names all its buckets before a bound, oldest first, in few queries', async () => {
    const all = crowd.map(bucketOfCrowd)
    const requests = await tables.requestsOf(async () => {
      expect(await agenda().bucketsBefore(pastCrowd)).toEqual(all)
    })
    expect(requests['query']).toBeLessThanOrEqual(6)
    expect(await agenda().bucketsBefore('2026-01-01T00:02')).toEqual(all.slice(0, 2))
    expect(await agenda().bucketsBefore('2026-01-01T00:01')).toEqual([])
  })

  test('shows its oldest thousand first, and that there are more', async () => {
    const { rows, more } = await agenda().firstPage(pastCrowd)
    expect([rows.length, more]).toEqual([1000, true])
    const buckets = rows.map(({ at, shard }) => bucketOf(at, shard))
    expect(buckets).toEqual(buckets.toSorted())
    expect(buckets.filter((bucket) => bucket === '2026-01-01T00:01|00')).toHaveLength(30)
  })

  test('shows no row at or behind the bound', async () => {
    const { rows } = await agenda().firstPage('2026-01-01T00:01')
    expect(rows).toEqual([])
  })

  async function walk(of: Agenda, bucket: string) {
    const orders: string[] = []
    let [next, pages]: [string | undefined, number] = [undefined, 0]
    do {
      const page: Awaited<ReturnType<Agenda['page']>> = await of.page(bucket, next)
      orders.push(...page.rows.map(({ order }) => order))
      next = page.next
      pages += 1
    } while (next !== undefined)
    return { orders, pages }
  }

  test.each(crowd)('hands out minute $minute, shard $shard page by page, each row once', async (one) => {
    const { orders, pages } = await walk(agenda(), bucketOfCrowd(one))
    expect(new Set(orders).size).toBe(one.count)
    expect([orders.length, pages]).toEqual([one.count, Math.ceil(one.count / 1000)])
  })

  test('goes on with a page although rows of the one before are gone', async () => {
    const bucket = bucketOfCrowd({ minute: 3, shard: 0 })
    const first = await agenda().page(bucket)
    await Promise.all(first.rows.map((read) => agenda().remove(read)))
    const second = await agenda().page(bucket, first.next)
    expect([first.rows.length, second.rows.length, second.next]).toEqual([1000, 50, undefined])
    const again = agenda()
    await Promise.all(first.rows.map((read) => again.put(read)))
  })

  test('is whole from a store that cuts pages where it likes', async () => {
    const client = tables.client('agenda')
    cutPages(client, 170)
    const cut = tableAgenda(client)
    const { rows, more } = await cut.firstPage(pastCrowd)
    expect([rows.length >= 1000, more]).toEqual([true, true])
    expect(await cut.bucketsBefore(pastCrowd)).toEqual(crowd.map(bucketOfCrowd))
    const { orders } = await walk(cut, bucketOfCrowd({ minute: 2, shard: 9 }))
    expect(new Set(orders).size).toBe(1000)
  })
})
