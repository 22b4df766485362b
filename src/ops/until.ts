import { DateTime } from 'luxon'
import { UsageError } from './command.ts'

const zone = 'Europe/Oslo'

/**
 * The end of a day (`2027-01-31`), or a time; as it is in Oslo, unless it names another zone.
 * @throws UsageError when it is no time, or has passed
 */
export function readUntil(text: string, now: Date): Date {
  const read = DateTime.fromISO(text, { zone })
  const until = (text.includes('T') ? read : read.endOf('day')).toJSDate()
  if (!read.isValid) throw new UsageError(`--until ${text} is no date and no time; 2027-01-31 is one`)
  if (until <= now) throw new UsageError(`--until ${text} has passed`)
  return until
}

/** As operators read it: in Oslo, to the minute. */
export const printedTime = (time: Date) => DateTime.fromJSDate(time, { zone }).toFormat('yyyy-MM-dd HH:mm')
