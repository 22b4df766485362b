import { describe, expect, test } from 'vitest'
import { nextOpening, smsExpiry } from '../../../src/domain/send-window.ts'

const opening = (at: string) => nextOpening('Daytime', new Date(at)).toISOString()
const expiry = (requested: string, policy: 'Daytime' | 'Anytime' = 'Daytime') =>
  smsExpiry(new Date(requested), policy).toISOString()

describe('an SMS of the daytime may leave', () => {
  test.each([
    ['a millisecond after nine', '2026-11-24T08:00:00.001Z'],
    ['at noon', '2026-11-24T11:00:00.000Z'],
    ['a millisecond before five', '2026-11-24T15:59:59.999Z'],
    ['on a Saturday as on any day', '2026-11-28T11:00:00.000Z'],
    ['a millisecond after nine in summer', '2026-07-01T07:00:00.001Z'],
  ])('%s', (_, at) => expect(opening(at)).toBe(at))
})

describe('an SMS of the daytime waits', () => {
  test.each([
    ['at midnight', '2026-11-23T23:00:00Z', '2026-11-24T08:00:00.001Z'],
    ['a millisecond before nine', '2026-11-24T07:59:59.999Z', '2026-11-24T08:00:00.001Z'],
    ['at nine exactly', '2026-11-24T08:00:00Z', '2026-11-24T08:00:00.001Z'],
    ['at five exactly', '2026-11-24T16:00:00Z', '2026-11-25T08:00:00.001Z'],
    ['in the evening', '2026-11-24T22:59:59.999Z', '2026-11-25T08:00:00.001Z'],
    ['at the end of a year', '2026-12-31T20:00:00Z', '2027-01-01T08:00:00.001Z'],
    ['in the evening before the clocks go forward', '2026-03-28T17:00:00Z', '2026-03-29T07:00:00.001Z'],
    ['half an hour before the day that is an hour short', '2026-03-28T22:30:00Z', '2026-03-29T07:00:00.001Z'],
    ['before the hour that is left out', '2026-03-29T00:59:59Z', '2026-03-29T07:00:00.001Z'],
    ['after the hour that is left out', '2026-03-29T01:00:00Z', '2026-03-29T07:00:00.001Z'],
    ['in the evening before the clocks go back', '2026-10-24T16:00:00Z', '2026-10-25T08:00:00.001Z'],
    ['in the hour that comes twice', '2026-10-25T00:30:00Z', '2026-10-25T08:00:00.001Z'],
    ['in that hour when it has come again', '2026-10-25T01:30:00Z', '2026-10-25T08:00:00.001Z'],
  ])('%s until nine in Oslo', (_, at, then) => expect(opening(at)).toBe(then))
})

test.each(['Anytime', undefined] as const)('policy %s never waits', (policy) => {
  const night = new Date('2026-11-24T02:00:00Z')
  expect(nextOpening(policy, night)).toEqual(night)
})

describe('an SMS is worth sending for', () => {
  test.each([
    ['48 hours from the requested time, inside the window', '2025-08-25T10:00:00Z', '2025-08-27T10:00:00.000Z'],
    ['three mornings, after the window', '2025-08-25T20:00:00Z', '2025-08-28T07:00:00.000Z'],
    ['two mornings, before the window', '2025-08-25T05:00:00Z', '2025-08-27T07:00:00.000Z'],
    ['three mornings at nine exactly, which is outside', '2025-08-25T07:00:00Z', '2025-08-28T07:00:00.000Z'],
    ['48 hours a millisecond later', '2025-08-25T07:00:00.001Z', '2025-08-27T07:00:00.001Z'],
    ['three mornings at five exactly, which is outside', '2025-08-25T15:00:00Z', '2025-08-28T07:00:00.000Z'],
    ['two mornings after midnight in Oslo, by its own date', '2025-08-24T22:00:00Z', '2025-08-27T07:00:00.000Z'],
    ['an hour less when the clocks go forward', '2026-03-28T05:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['an hour more when the clocks go back', '2026-10-23T20:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['48 hours inside the window, whatever the clocks do', '2026-03-28T10:00:00Z', '2026-03-30T10:00:00.000Z'],
  ])('%s', (_, requested, end) => expect(expiry(requested)).toBe(end))

  test('48 hours where it need not wait', () => {
    expect(expiry('2025-08-25T20:00:00Z', 'Anytime')).toBe('2025-08-27T20:00:00.000Z')
  })

  test.each(['Daytime', 'Anytime'] as const)('no longer than to the last moment there is (%s)', (policy) => {
    const last = '9999-12-31T23:59:59.999Z'
    expect(expiry(last, policy)).toBe(last)
    expect(expiry('9999-12-30T12:00:00Z', policy)).toBe(last)
    expect(expiry('9999-12-30T20:00:00Z', policy)).toBe(last)
  })
})
