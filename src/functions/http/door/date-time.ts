/** The ISO 8601 profile that the reference's parser reads; more than seven decimals are cut off, we keep three. */
const profile = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,16}))?)?(Z|[+-]\d{2}(?::\d{2})?)?)?$/
const longestOffsetMinutes = 14 * 60

/** Dates that were read without a zone. Every route refuses them, so a validated request never holds one. */
const zoneless = new WeakSet<Date>()

/** Undefined when the text is not of the profile or names a day or an hour that does not exist. */
export function parseDateTime(text: string): Date | undefined {
  const match = profile.exec(text)
  if (match === null) return undefined
  const [, day, minute = '00:00', second = '00', decimals, zone] = match
  const date = existing(`${day}T${minute}:${second}.${milliseconds(decimals)}Z`)
  const offset = offsetMinutes(zone)
  if (date === undefined || offset === undefined) return undefined
  return offset === 'none' ? withoutZone(date) : new Date(date.getTime() - offset * 60_000)
}

const milliseconds = (decimals = '') => decimals.slice(0, 3).padEnd(3, '0')

/** JavaScript makes the second of March of the thirtieth of February. */
function existing(iso: string): Date | undefined {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime()) || date.toISOString() !== iso || iso.startsWith('0000')) return undefined
  return date
}

function withoutZone(date: Date): Date {
  zoneless.add(date)
  return date
}

export const hasZone = (date: Date) => !zoneless.has(date)

function offsetMinutes(zone: string | undefined): number | 'none' | undefined {
  if (zone === undefined) return 'none'
  if (zone === 'Z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))]
  const total = hours * 60 + minutes
  if (minutes > 59 || total > longestOffsetMinutes) return undefined
  return zone.startsWith('-') ? -total : total
}

/** UTC, without trailing zeros in the decimals: `2026-05-04T12:00:00Z`, `2026-05-04T12:00:00.25Z`. */
export const printDateTime = (date: Date) => date.toISOString().replace(/\.?0*Z$/, 'Z')
