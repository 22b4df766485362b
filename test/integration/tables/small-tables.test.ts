import { describe, expect, test } from 'vitest'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableDeadReports } from '../../../src/adapters/tables/dead-reports.ts'
import { tableReferences } from '../../../src/adapters/tables/references.ts'
import { noon, sampleOrder } from '../../unit/domain/sample-order.ts'
import { rowsOf, startedTables } from './started-tables.ts'

const tables = startedTables()

describe('the index of references', () => {
  const hashes = keyedHashes(Buffer.alloc(32, 1))
  const references = () => tableReferences(tables.client('references'), hashes)
  const entry = {
    creator: 'ttd',
    reference: 'saken til Ola, 01010112345',
    order: sampleOrder().id,
    nonce: 'n',
    writtenAt: noon,
  }

  test('never holds a reference in clear, and finds its order', async () => {
    await references().put(entry)
    const rows = [...(await rowsOf(tables.client('references'), 'ttd'))]
    expect(JSON.stringify(rows)).not.toMatch(/saken|01010112345/)
    expect(rows.map(([, row]) => row['order'])).toEqual([entry.order])
    expect(await references().find('ttd', entry.reference)).toEqual([entry])
    await references().remove(entry)
  })

  test('keeps orders under one reference side by side, next to each other', async () => {
    const all = Array.from({ length: 5 }, (_, i) => ({ ...entry, order: sampleOrder().id, nonce: `n${i}` }))
    const writer = references()
    await Promise.all([...all, { ...entry, reference: 'other' }].map((row) => writer.put(row)))
    const keys = [...(await rowsOf(tables.client('references'), 'ttd')).keys()]
    const hash = hashes.of(['reference', 'ttd', entry.reference]).toString('hex')
    expect(keys.filter((key) => key.startsWith(hash))).toHaveLength(5)
    expect(keys).toHaveLength(6)
    await Promise.all([...all, { ...entry, reference: 'other' }].map((row) => writer.remove(row)))
    expect(await rowsOf(tables.client('references'), 'ttd')).toEqual(new Map())
  })

  test('takes references of any length and any character', async () => {
    for (const reference of ['/\\#?\u2028\u0000', 'x'.repeat(100_000), '']) {
      await references().put({ ...entry, creator: 'strange', reference })
    }
    expect((await rowsOf(tables.client('references'), 'strange')).size).toBe(3)
  })
})

describe('a dead report', () => {
  const deadReports = () => tableDeadReports(tables.client('deadreports'))
  const report = { eventId: 'e/1', reason: 'NOTIFICATION_NOT_FOUND', at: noon } as const

  test('that is delivered again is written once', async () => {
    for (let i = 0; i < 2; i++) await deadReports().put(report)
    await deadReports().put({ ...report, eventId: 'e/2', result: 'Delivered', maskedRecipient: 'k***@example.no' })
    const rows = [...(await rowsOf(tables.client('deadreports'), '2026-11-23')).values()]
    expect(rows).toEqual([
      expect.objectContaining({ reason: 'NOTIFICATION_NOT_FOUND', at: noon }),
      expect.objectContaining({ result: 'Delivered', maskedRecipient: 'k***@example.no' }),
    ])
  })

  test('of any event id has a key', async () => {
    for (const eventId of ['', '/\\#?\u0000', 'å'.repeat(2000)]) await deadReports().put({ ...report, eventId })
  })
})
