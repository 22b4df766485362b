import { Cron } from 'croner'
import { parseTimeSpan } from '../time-span.ts'

export interface Schedule {
  /** The first moment of the schedule that lies after the given one. */
  next(after: Date): Date
  readonly adjustForDaylightSaving: boolean
}

/**
 * Reads an NCRONTAB expression, in UTC, with seconds or without, or a time span between two runs.
 * @throws for anything else, croner's own extensions (`L`, `W`, `#`, `?`) included.
 */
export function parseSchedule(text: string): Schedule {
  const span = parseTimeSpan(text)
  if (span !== undefined && span > 0) {
    return { next: (after) => new Date(after.getTime() + span), adjustForDaylightSaving: false }
  }
  const fields = text.trim().split(/\s+/)
  const known = fields.every((field) => /^[\d*,/-]+$/.test(field.replace(/[a-z]{3,9}/gi, '0')))
  if (!known || fields.length < 5 || fields.length > 6) throw new Error(`"${text}" is not a schedule`)
  // A day has to fit the day of the month and the day of the week; cron's own rule would be one of them.
  const cron = new Cron(text, { timezone: 'UTC', domAndDow: true })
  return {
    adjustForDaylightSaving: true,
    next: (after) => {
      const next = cron.nextRun(after)
      if (next === null) throw new Error(`the schedule "${text}" has no further moment`)
      return next
    },
  }
}
