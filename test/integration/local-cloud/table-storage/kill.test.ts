import type { TableClient } from '@azure/data-tables'
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'

import { clientOf, rowsOf, spawned, temporaryFolder } from './table-storage-room.ts'

/** What was acknowledged: rows by key with their ETag, and the number that each worker's counter has reached. */
interface Acknowledged {
  readonly etags: Map<string, string>
  readonly counters: Map<string, number>
}

interface Round {
  readonly folder: string
  readonly end: 'kill' | 'stop'
  readonly content: object
  readonly fsync?: boolean
  /** Left out, it ends at a random moment. */
  readonly until?: () => Promise<unknown>
}

const aRandomMoment = () => setTimeout(500 + Math.random() * 500)

/** One worker: a single create and a transaction of three in turn, until the server is gone. */
async function write(client: TableClient, content: object, { etags, counters }: Acknowledged): Promise<never> {
  const worker = randomUUID()
  for (let n = 1; ; n++) {
    const keyOf = (part: string) => ({ partitionKey: worker, rowKey: `${worker}-${n}-${part}` })
    const { etag = '' } = await client.createEntity({ ...keyOf('single'), ...content })
    etags.set(keyOf('single').rowKey, etag)
    const { subResponses } = await client.submitTransaction([
      ['create', { ...keyOf('left'), ...content }],
      ['create', keyOf('right')],
      ['upsert', { partitionKey: worker, rowKey: worker, n }, 'Merge'],
    ])
    etags.set(keyOf('left').rowKey, subResponses[0]?.etag ?? '')
    etags.set(keyOf('right').rowKey, subResponses[1]?.etag ?? '')
    counters.set(worker, n)
  }
}

/** Answers how many writes were acknowledged in this round. */
async function writeUntilItEnds(acknowledged: Acknowledged, round: Round): Promise<number> {
  const { folder, end, content, fsync = false, until = aRandomMoment } = round
  const storage = await spawned({ folder, fsync })
  const before = acknowledged.etags.size
  const workers = Array.from({ length: 8 }, () => write(clientOf(storage), content, acknowledged))
  const given = Promise.allSettled(workers)
  await until()
  await storage[end]()
  await given
  return acknowledged.etags.size - before
}

/** Acknowledged rows that are missing or differ, halves of transactions, and counters that went back. */
function lossesIn(rows: Awaited<ReturnType<typeof rowsOf>>, { etags, counters }: Acknowledged) {
  const otherHalf = (key: string) =>
    key.endsWith('-left') ? key.replace(/left$/, 'right') : key.replace(/right$/, 'left')
  return {
    missing: [...etags].filter(([key, etag]) => rows.get(key)?.etag !== etag).map(([key]) => key),
    torn: [...rows.keys()].filter((key) => !rows.has(otherHalf(key))),
    back: [...counters].filter(([worker, n]) => Number(rows.get(worker)?.['n']) < n),
  }
}

const ends: readonly ({ how: string } & Omit<Round, 'folder'>)[] = [
  { how: 'kill -9', end: 'kill', content: {} },
  { how: 'SIGTERM', end: 'stop', content: {} },
  { how: 'kill -9 while it waits for the disk at every write', end: 'kill', content: {}, fsync: true },
]

test.each(ends)('every acknowledged write and only whole transactions are there after $how', async (round) => {
  const folder = await temporaryFolder()
  const acknowledged: Acknowledged = { etags: new Map(), counters: new Map() }
  for (let n = 0; n < 3; n++) {
    expect(await writeUntilItEnds(acknowledged, { ...round, folder })).toBeGreaterThan(50)
  }
  const rows = await rowsOf(await spawned({ folder }))
  expect(lossesIn(rows, acknowledged)).toEqual({ missing: [], torn: [], back: [] })
})

test('nothing is lost when it is killed while it replaces its journal by snapshots', async () => {
  const folder = await temporaryFolder()
  const draft = join(folder, 'snapshot.json~')
  const text = 'x'.repeat(30_000)
  const content = { a: text, b: text, c: text }
  const midway = () => vi.waitUntil(() => existsSync(draft), { timeout: 20_000, interval: 1 })
  const acknowledged: Acknowledged = { etags: new Map(), counters: new Map() }
  for (let n = 0; n < 3; n++) {
    rmSync(draft, { force: true })
    await writeUntilItEnds(acknowledged, { end: 'kill', content, folder, until: midway })
    expect(existsSync(draft)).toBe(true)
  }
  const rows = await rowsOf(await spawned({ folder }))
  expect(lossesIn(rows, acknowledged)).toEqual({ missing: [], torn: [], back: [] })
})
