import { describe, expect, test } from 'vitest'
import type { AgendaRow } from '../../../src/domain/agenda.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { AgendaDeps } from '../../../src/use-cases/handle-agenda-row.ts'
import { runAgenda } from '../../../src/use-cases/run-agenda.ts'
import { noon, sampleOrder, secondsAfter } from '../domain/sample-order.ts'
import { storedOrders } from './stored-orders.ts'

/** Rows of orders that never were: to work through one is to remove it. */
const orphan = (): AgendaRow => ({
  kind: 'watch',
  order: sampleOrder().id,
  queue: 'email-send',
  nonce: 'n',
  at: noon,
  due: noon,
  looks: 0,
  shard: 0,
  writtenAt: secondsAfter(noon, -7_200),
})
const orphans = (count: number) => Array.from({ length: count }, orphan)

interface Settings {
  readonly pages: Readonly<Record<string, readonly (readonly AgendaRow[])[]>>
  readonly more: boolean
  readonly bus: 'serves' | 'is down'
  /** How long one row takes. */
  readonly secondsPerRow?: number
  readonly refuses?: AgendaRow
}

/** An agenda of partitions, each with its pages; the first page of the first is what the timer meets. */
function world({ pages, more, bus, secondsPerRow = 0, refuses }: Settings) {
  const [removed, handedOut, asked]: [AgendaRow[], [readonly string[], string][], string[]] = [[], [], []]
  let now = noon
  const notThis = () => Promise.reject(new Error('not this one'))
  const ports: AgendaDeps['ports'] = {
    clock: { now: () => noon },
    machine: {
      now: () => now,
      monotonicMs: () => now.getTime(),
      wait: () => Promise.resolve(),
      within: () => Promise.resolve(true),
      nonce: () => '',
      chainKey: () => new Uint8Array(11),
    },
    orders: storedOrders(),
    pauses: { notBefore: notThis, extend: notThis },
    rates: { reserve: notThis, takenUntil: notThis },
    agenda: {
      put: notThis,
      remove(row) {
        now = secondsAfter(now, secondsPerRow)
        if (row === refuses) return Promise.reject(new TransientFault('BUSY'))
        removed.push(row)
        return Promise.resolve()
      },
      firstPage(before) {
        asked.push(before)
        return Promise.resolve({ rows: Object.values(pages)[0]?.[0] ?? [], more })
      },
      bucketsBefore: () => Promise.resolve(Object.keys(pages)),
      page(bucket, next = '0') {
        const following = Number(next) + 1
        const rows = pages[bucket]?.[Number(next)] ?? []
        return Promise.resolve(pages[bucket]?.[following] === undefined ? { rows } : { rows, next: String(following) })
      },
    },
    references: { put: notThis, remove: notThis, find: notThis },
    recipients: { put: notThis, remove: notThis, find: notThis },
    notificationLog: { put: notThis, remove: notThis, find: notThis },
    feed: {
      append: notThis,
      numberOf: notThis,
      read: notThis,
      erase: notThis,
      creators: notThis,
      countsOf: notThis,
    },
    bus: {
      post: notThis,
      postAgenda(buckets, run) {
        if (bus === 'is down') return Promise.reject(new TransientFault('BUS_UNAVAILABLE'))
        handedOut.push([buckets, run])
        return Promise.resolve()
      },
      postReports: notThis,
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  return {
    run: () => runAgenda({ ports, retentionDays: 90 }),
    removed,
    handedOut,
    asked,
    passSeconds: (seconds: number) => (now = secondsAfter(now, seconds)),
  }
}

test('a run takes everything from the beginning up to two minutes ahead', async () => {
  const { run, asked } = world({ pages: {}, more: false, bus: 'serves' })
  await run()
  expect(asked).toEqual(['2026-11-23T12:02'])
})

test('a page or less is worked through by the timer itself', async () => {
  const rows = orphans(5)
  const { run, removed, handedOut } = world({ pages: { a: [rows] }, more: false, bus: 'serves' })
  await run()
  expect([removed, handedOut]).toEqual([rows, []])
})

test('a row that fails stays, and the others are done all the same', async () => {
  const rows = orphans(5)
  const world5 = world({ pages: { a: [rows] }, more: false, bus: 'serves', ...(rows[1] ? { refuses: rows[1] } : {}) })
  await world5.run()
  expect(world5.removed).toEqual(rows.filter((_, i) => i !== 1))
})

describe('more than a page', () => {
  const pages = { a: [orphans(3), orphans(2)], b: [orphans(1)] }
  const all = Object.values(pages).flat(2)

  test('is handed out, a message per partition, and left to those who take them', async () => {
    const { run, removed, handedOut } = world({ pages, more: true, bus: 'serves' })
    await run()
    expect(handedOut.map(([buckets]) => buckets)).toEqual([['a', 'b']])
    expect(removed).toEqual([])
  })

  test('is handed out under the same name for five minutes of the machine, then under another', async () => {
    const { run, handedOut, passSeconds } = world({ pages, more: true, bus: 'serves' })
    for (const seconds of [299, 1, 0]) {
      await run()
      passSeconds(seconds)
    }
    const [first, second, third] = handedOut.map(([, name]) => name)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  test('that cannot be handed out is worked through by the timer, page by page', async () => {
    const { run, removed } = world({ pages, more: true, bus: 'is down' })
    await run()
    expect(removed).toEqual(all)
  })

  test('that cannot be handed out is left where it is after fifty seconds', async () => {
    const pages = { a: [orphans(40)], b: [orphans(40)], c: [orphans(40)] }
    const { run, removed } = world({ pages, more: true, bus: 'is down', secondsPerRow: 1 })
    await run()
    expect(removed.length).toBeGreaterThanOrEqual(50)
    // Those that had begun when the time was over.
    expect(removed.length).toBeLessThan(50 + 16)
  })
})
