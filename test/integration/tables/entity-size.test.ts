import { describe, expect, test } from 'vitest'
import { checkSize, EntityTooLarge } from '../../../src/adapters/tables/entity-size.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const key = (rowKey: string) => ({ partitionKey: 'sizes', rowKey })

const numbered = (count: number, value: (i: number) => unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, value(i)]))

/** Bytes of a row with 16 binary properties, all of `bytes` but the last. */
const binaries = (bytes: number, last: number) => numbered(16, (i) => new Uint8Array(i === 15 ? last : bytes))

/** 4 for the row, the keys with their names, and for each property 8, its name in UTF-16, 4 and its bytes. */
const rowBytes = (rowKey: string, bytes: number, last: number) => {
  const keys = 8 + 2 * 12 + 4 + 2 * 5 + (8 + 2 * 6 + 4 + 2 * rowKey.length)
  const names = numbered(16, () => 0)
  return 4 + keys + Object.keys(names).reduce((sum, name) => sum + 12 + 2 * name.length, 0) + 15 * bytes + last
}

describe('a row that is checked', () => {
  test('may hold 1 MiB and no byte more', () => {
    const last = 1024 * 1024 - rowBytes('r', 64 * 1024, 0)
    expect(last).toBeGreaterThan(0)
    expect(() => checkSize({ ...key('r'), ...binaries(64 * 1024, last) })).not.toThrow()
    expect(() => checkSize({ ...key('r'), ...binaries(64 * 1024, last + 1) })).toThrow(EntityTooLarge)
  })

  test('may hold texts of 32 Ki characters and no longer ones', () => {
    expect(() => checkSize({ ...key('r'), text: 'å'.repeat(32_768) })).not.toThrow()
    expect(() => checkSize({ ...key('r'), text: 'å'.repeat(32_769) })).toThrow('text')
  })

  test('may hold binaries of 64 KiB and no longer ones', () => {
    expect(() => checkSize({ ...key('r'), bytes: new Uint8Array(65_536) })).not.toThrow()
    expect(() => checkSize({ ...key('r'), bytes: new Uint8Array(65_537) })).toThrow('bytes')
  })

  test('may hold 252 properties beside its keys, those that are undefined not counted', () => {
    expect(() => checkSize({ ...key('r'), ...numbered(252, () => 1), none: undefined })).not.toThrow()
    expect(() => checkSize({ ...key('r'), ...numbered(253, () => 1) })).toThrow('255 properties')
  })
})

/** Why we check at all: when this changes, the check has a second keeper on the laptop, too. */
test.each([
  ['more than 1 MiB', binaries(64 * 1024, 64 * 1024)],
  ['more than 252 properties', numbered(300, () => 1)],
])('Azurite takes a row of %s, which Azure refuses', async (name, properties) => {
  const row = { ...key(name), ...properties }
  expect(() => checkSize(row)).toThrow(EntityTooLarge)
  await tables.client('orders').createEntity(row)
})
