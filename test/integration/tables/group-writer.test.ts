import { randomUUID } from 'node:crypto'
import type { TableClient } from '@azure/data-tables'
import { describe, expect, test } from 'vitest'
import { groupWriter } from '../../../src/adapters/tables/group-writer.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { loseAnswers } from './spoiled-wire.ts'
import { rowsOf, startedTables } from './started-tables.ts'

const tables = startedTables()
const newPartition = () => `p-${randomUUID()}`
const names = (count: number) => Array.from({ length: count }, (_, i) => `row${String(i).padStart(4, '0')}`)

function writerOf(client: TableClient = tables.client('agenda')) {
  const partitionKey = newPartition()
  const writer = groupWriter(client)
  return {
    partitionKey,
    put: (rowKey: string, facts: Record<string, unknown> = {}) => writer.upsert({ partitionKey, rowKey, ...facts }),
    remove: (rowKey: string) => writer.remove({ partitionKey, rowKey }),
    rows: () => rowsOf(tables.client('agenda'), partitionKey),
  }
}

/** Holds the partition's only request back, so that what comes meanwhile makes one group. */
const together = (...work: (() => Promise<unknown>)[]) => Promise.allSettled(work.map((begin) => begin()))

describe('rows that come while a request is on its way', () => {
  test('travel together behind it', async () => {
    const { put, rows } = writerOf()
    const requests = await tables.requestsOf(() => Promise.all(names(100).map((name) => put(name))))
    expect(requests).toEqual({ upsert: 1, transaction: 1 })
    expect([...(await rows()).keys()]).toEqual(names(100))
  })

  test('travel by the hundred', async () => {
    const { put, rows } = writerOf()
    const requests = await tables.requestsOf(() => Promise.all(names(250).map((name) => put(name))))
    expect(requests).toEqual({ upsert: 1, transaction: 3 })
    expect((await rows()).size).toBe(250)
  })

  test('of other partitions do not wait for it', async () => {
    const writer = groupWriter(tables.client('agenda'))
    const write = (partitionKey: string) => writer.upsert({ partitionKey, rowKey: 'r' })
    const all = Array.from({ length: 10 }, newPartition)
    expect(await tables.requestsOf(() => Promise.all(all.map(write)))).toEqual({ upsert: 10 })
  })

  test('share requests with removals', async () => {
    const { put, remove, rows } = writerOf()
    await Promise.all(names(20).map((name) => put(name)))
    const work = names(20).flatMap((name, i) => [() => remove(name), () => put(`new${i}`)])
    expect(await tables.requestsOf(() => together(...work))).toEqual({ delete: 1, transaction: 1 })
    expect([...(await rows()).keys()].every((name) => name.startsWith('new'))).toBe(true)
  })
})

test('a row that comes alone goes alone, and at once', async () => {
  const { put } = writerOf()
  expect(await tables.requestsOf(() => put('a'))).toEqual({ upsert: 1 })
  expect(await tables.requestsOf(() => put('b'))).toEqual({ upsert: 1 })
})

describe('requests for the same row', () => {
  test('are done in their order', async () => {
    const { put, remove, rows } = writerOf()
    const of = (n: number) => () => put('same', { n })
    await together(
      () => put('first'),
      of(1),
      of(2),
      () => remove('same'),
      of(3),
    )
    expect((await rows()).get('same')).toMatchObject({ n: 3 })
    await together(
      () => put('first'),
      of(4),
      () => remove('same'),
    )
    expect((await rows()).has('same')).toBe(false)
  })

  test('never share a transaction, and do not hold up the others', async () => {
    const { put, rows } = writerOf()
    const same = Array.from({ length: 5 }, (_, n) => () => put('same', { n }))
    const others = names(10).map((name) => () => put(name))
    const requests = await tables.requestsOf(() => together(() => put('first'), ...same, ...others))
    expect(requests).toEqual({ upsert: 5, transaction: 1 })
    expect((await rows()).get('same')).toMatchObject({ n: 4 })
    expect((await rows()).size).toBe(12)
  })

  test('replace each other whole', async () => {
    const { put, rows } = writerOf()
    await put('same', { one: 1 })
    await put('same', { other: 2 })
    expect((await rows()).get('same')).not.toHaveProperty('one')
  })
})

describe('a row that is refused', () => {
  /** Keys hold 512 characters at most. */
  const refused = 'x'.repeat(600)

  test('is its own error only', async () => {
    const { put, rows } = writerOf()
    const results = await together(
      () => put('first'),
      () => put('a'),
      () => put(refused),
      () => put('b'),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect([...(await rows()).keys()]).toEqual(['a', 'b', 'first'])
  })

  test('alone is an error too, and no transient one', async () => {
    const fault = await writerOf()
      .put(refused)
      .catch((error: unknown) => error)
    expect(fault).toMatchObject({ statusCode: 400 })
    expect(fault).not.toBeInstanceOf(TransientFault)
  })

  test('leaves the partition usable', async () => {
    const { put, rows } = writerOf()
    await together(
      () => put(refused),
      () => put('a'),
    )
    await put('b')
    expect([...(await rows()).keys()]).toEqual(['a', 'b'])
  })

  test('for its size never reaches the store, nor the others', async () => {
    const { put } = writerOf()
    const large = { text: 'x'.repeat(40_000) }
    const work = () =>
      together(
        () => put('first'),
        () => put('a', large),
        () => put('b'),
      )
    expect(await tables.requestsOf(work)).toEqual({ upsert: 2 })
    await expect(put('a', large)).rejects.toThrow('text')
  })
})

describe('removing what is not there', () => {
  test('is success, alone', async () => {
    await writerOf().remove('nothing')
  })

  test('is success in a group, and the others are done', async () => {
    const { put, remove, rows } = writerOf()
    await put('old')
    const results = await together(
      () => put('first'),
      () => remove('old'),
      () => remove('nothing'),
      () => put('new'),
    )
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'fulfilled'))
    expect([...(await rows()).keys()]).toEqual(['first', 'new'])
  })
})

test('texts with line separators are written as they are, alone and together', async () => {
  const { put, rows } = writerOf()
  const text = 'før\u2028midt\u2029etter "\\u2028"'
  await together(...names(5).map((name) => () => put(name, { text })))
  await put('alone', { text })
  expect([...(await rows()).values()].map((row) => row['text'])).toEqual(Array.from({ length: 6 }, () => text))
})

test('answers that are lost are no errors: the SDK repeats, and all is as it should be', async () => {
  const client = tables.client('agenda')
  const { put, remove, rows } = writerOf(client)
  await put('old')
  loseAnswers(client, 2)
  const results = await together(
    () => put('first'),
    () => remove('old'),
    () => put('a'),
    () => put('b'),
  )
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'fulfilled'))
  expect([...(await rows()).keys()]).toEqual(['a', 'b', 'first'])
})

test('a table that is missing is everybody\u2019s transient fault', async () => {
  const { put } = writerOf(tables.client('nosuchtable'))
  const results = await together(...names(5).map((name) => () => put(name)))
  for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { name: 'TransientFault' } })
})
