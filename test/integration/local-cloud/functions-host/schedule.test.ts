import { describe, expect, it } from 'vitest'
import { parseSchedule } from '../../../local/functions-host/timers/schedule.ts'

const after = new Date('2026-11-24T11:16:30Z')
const next = (text: string) => parseSchedule(text).next(after).toISOString()

describe('a schedule', () => {
  it.each([
    ['0 * * * * *', '2026-11-24T11:17:00.000Z'],
    ['*/20 * * * * *', '2026-11-24T11:16:40.000Z'],
    ['0 30 9-17 * * Mon-Fri', '2026-11-24T11:30:00.000Z'],
    ['0 0 2 * * *', '2026-11-25T02:00:00.000Z'],
    ['5 0 * * *', '2026-11-25T00:05:00.000Z'],
  ])('%s has seconds, or none, and is in UTC: %s', (text, expected) => {
    expect(next(text)).toBe(expected)
  })

  it('that names both days asks for both', () => {
    expect(next('0 0 0 13 * 5')).toBe('2027-08-13T00:00:00.000Z')
  })

  it('may be the time between two runs', () => {
    expect(next('00:05:00')).toBe('2026-11-24T11:21:30.000Z')
    expect(parseSchedule('00:05:00').adjustForDaylightSaving).toBe(false)
  })

  it.each(['', 'daily', '* * *', '0 0 0 L * *', '0 0 0 ? * 1', '00:00:00', '61 * * * * *'])('is not "%s"', (text) => {
    expect(() => parseSchedule(text)).toThrow()
  })
})
