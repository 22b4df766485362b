import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { chunkColumnNames, chunkColumns, chunkFrom } from '../../../src/adapters/tables/chunk-columns.ts'
import type { Chunk } from '../../../src/domain/notification.ts'
import { noon, sampleChunk, sampleNotification, secondsAfter } from '../domain/sample-order.ts'

const claim = { nonce: 'n', claimedAt: noon, leaseUntil: secondsAfter(noon, 600) }

/** As far along as its notifications can be, with reports that cannot be compressed. */
const chunkOf = (notifications: number, reportCharacters: number): Chunk => ({
  ...sampleChunk(
    ...Array.from({ length: notifications }, (_, i) =>
      sampleNotification({
        index: i + 1,
        state: 'final',
        result: 'Delivered',
        at: secondsAfter(noon, i),
        attemptedAt: noon,
        report: randomBytes((reportCharacters * 3) / 4).toString('base64'),
      }),
    ),
  ),
  claim,
})

const pieces = (columns: object) =>
  Object.keys(columns).filter((name) => name.startsWith('chunkPiece') && name !== 'chunkPieces')

describe('a chunk in its columns', () => {
  const [small, large, largest] = [chunkOf(3, 100), chunkOf(100, 400), chunkOf(100, 1024)]

  test.each([
    ['small', small],
    ['large', large],
    ['as large as can be', largest],
    ['empty', sampleChunk()],
  ])('comes back as it was, dates included: %s', (_, chunk) => {
    expect(chunkFrom(chunkColumns(chunk))).toEqual(chunk)
  })

  test('is text that people can read while it is small', () => {
    const columns = chunkColumns(small)
    expect(columns).toEqual({ chunk: JSON.stringify(small), chunkPieces: 0 })
  })

  test('is packed when it is large, and leaves no text behind', () => {
    const columns = chunkColumns(largest)
    expect(columns.chunk).toBe('')
    expect(columns.chunkPieces).toBeGreaterThan(1)
    expect(pieces(columns)).toHaveLength(columns.chunkPieces)
  })

  test('never needs a column that reads do not ask for', () => {
    expect(chunkColumnNames).toEqual(expect.arrayContaining(Object.keys(chunkColumns(largest))))
  })

  test('does not read what a longer form of it left behind', () => {
    // A merge keeps every property that it does not name.
    for (const shrunk of [large, small]) {
      expect(chunkFrom({ ...chunkColumns(largest), ...chunkColumns(shrunk) })).toEqual(shrunk)
    }
    expect(chunkColumns(large).chunkPieces).toBeLessThan(chunkColumns(largest).chunkPieces)
  })
})
