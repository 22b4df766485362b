import type * as z from 'zod'
import { isNationalIdentityNumber, isOrganizationNumber } from '../../../domain/addresses/identity-numbers.ts'
import { hasZone } from '../door/date-time.ts'
import type { Rule } from '../door/rule.ts'
import { dateTime, object, optional, ruled, text } from '../door/shape.ts'

const interval = object('.DashboardQueryExt', { from: optional(dateTime()), to: optional(dateTime()) })
type Interval = z.infer<typeof interval>

const dayMs = 24 * 3_600_000

/** How far back a search goes that does not say where to begin. */
export const defaultDays = 7
const mostYears = 10

function yearsBefore(date: Date, years: number): Date {
  const before = new Date(date)
  before.setUTCFullYear(before.getUTCFullYear() - years)
  return before
}

const rules: readonly Rule<Interval>[] = [
  {
    id: 'DB-1',
    key: 'From',
    holds: ({ from }) => from === undefined || hasZone(from),
    message: "The 'from' value must be UTC.",
  },
  {
    id: 'DB-2',
    key: 'From',
    holds: ({ from, to }) => from === undefined || to === undefined || from < to,
    message: "'from' must be earlier than 'to'.",
  },
  {
    id: 'DB-3',
    key: 'From',
    holds: ({ from }, { now }) => from === undefined || from <= now,
    message: "'from' must not be in the future.",
  },
  {
    id: 'DB-4',
    key: 'From',
    holds: ({ from }, { now }) => from === undefined || from >= yearsBefore(now, mostYears),
    message: "'from' must not be earlier than 10 years ago.",
  },
  {
    id: 'DB-5',
    key: 'To',
    holds: ({ to }) => to === undefined || hasZone(to),
    message: "The 'to' value must be UTC.",
  },
  {
    id: 'DB-6',
    key: 'To',
    holds: ({ to }, { now }) => to === undefined || to <= now,
    message: "'to' must not be in the future.",
  },
  {
    id: 'DB-7',
    key: 'To',
    holds: ({ from, to }, { now }) =>
      to === undefined || from !== undefined || to.getTime() > now.getTime() - defaultDays * dayMs,
    message: "'to' must be later than the default 'from' (7 days ago).",
  },
]

/** Query of both dashboard routes. */
export const DashboardInterval = ruled(interval, rules)
export type DashboardInterval = Interval

/** Header of the search for a person; DB-8 and DB-9 are reported when it is read. */
export const NationalIdentityNumberHeader = ruled(
  object('.NationalIdentityNumberHeader', { nationalIdentityNumber: text() }),
  [
    {
      id: 'DB-10',
      key: 'NationalIdentityNumber',
      holds: ({ nationalIdentityNumber }) => isNationalIdentityNumber(nationalIdentityNumber),
      message: 'National identity number must be 11 digits long.',
    },
  ],
)

/** Header of the search for an organisation; DB-11 is reported when it is read. */
export const OrganizationNumberHeader = ruled(object('.OrganizationNumberHeader', { organizationNumber: text() }), [
  {
    id: 'DB-12',
    key: 'OrganizationNumber',
    holds: ({ organizationNumber }) => isOrganizationNumber(organizationNumber),
    message: 'Organization number must be 9 digits long.',
  },
])
