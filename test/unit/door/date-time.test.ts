import { expect, test } from 'vitest'
import { hasZone, parseDateTime, printDateTime } from '../../../src/functions/http/door/date-time.ts'

test.each([
  ['2026-05-04T12:00:00Z', '2026-05-04T12:00:00.000Z'],
  ['2026-05-04T12:00Z', '2026-05-04T12:00:00.000Z'],
  ['2026-05-04T12:00:00.1Z', '2026-05-04T12:00:00.100Z'],
  ['2026-05-04T12:00:00.1239999Z', '2026-05-04T12:00:00.123Z'],
  ['2026-05-04T12:00:00.1234567890123456Z', '2026-05-04T12:00:00.123Z'],
  ['2026-05-04T14:00:00+02:00', '2026-05-04T12:00:00.000Z'],
  ['2026-05-04T08:30:00-03:30', '2026-05-04T12:00:00.000Z'],
  ['2026-05-04T14:00:00+02', '2026-05-04T12:00:00.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
])('%s is the moment %s', (text, moment) => {
  const date = parseDateTime(text)
  expect(date?.toISOString()).toBe(moment)
  expect(date !== undefined && hasZone(date)).toBe(true)
})

test.each(['2026-05-04', '2026-05-04T12:00', '2026-05-04T12:00:00.1234567'])('%s has no zone', (text) => {
  const date = parseDateTime(text)
  expect(date !== undefined && hasZone(date)).toBe(false)
  expect(date?.getUTCDate()).toBe(4)
})

test.each([
  '',
  'soon',
  '2099-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-05-04T24:00:00Z',
  '2026-05-04T12:60:00Z',
  '2026-05-04T12:00:60Z',
  '0000-01-01T00:00:00Z',
  '2026-05-04 12:00:00Z',
  '2026-05-04t12:00:00Z',
  '2026-05-04T12:00:00z',
  '2026-05-04T12Z',
  '2026-05-04Z',
  '2026-5-4T12:00:00Z',
  '2026-05-04T12:00:00.Z',
  '2026-05-04T12:00:00.12345678901234567Z',
  '2026-05-04T12:00:00+0200',
  '2026-05-04T12:00:00+14:01',
  '2026-05-04T12:00:00+02:60',
  ' 2026-05-04T12:00:00Z',
])('%j is no date and time', (text) => {
  expect(parseDateTime(text)).toBeUndefined()
})

test('decimals are printed without trailing zeros', () => {
  const printed = [
    '2026-05-04T12:00:00Z',
    '2026-05-04T12:04:58.25Z',
    '2026-05-04T12:00:00.001Z',
    '2026-05-04T10:10:10Z',
  ]
  expect(printed.map((text) => printDateTime(new Date(text)))).toEqual(printed)
})
