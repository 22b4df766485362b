import { element } from '../../page/element.js'

const tones = { Delivered: 'good', Waiting: 'waiting', 'No report': 'quiet' }

/** One status as a chip: good, bad, or not known yet. */
export const chip = (status, { count = 1, isDue = false } = {}) =>
  element(
    'span',
    { class: `chip ${isDue ? 'waiting' : (tones[status] ?? 'bad')}` },
    count > 1 ? `${status} ${count}` : status,
  )

/** What the reports of a message say so far, each status once. */
export function chipsOf({ reports, failure }) {
  if (reports.length === 0) return [chip(failure === undefined ? 'No report' : 'Failed')]
  const counts = new Map()
  for (const { status, postedAt } of reports) {
    const shown = postedAt === undefined ? 'Waiting' : status
    counts.set(shown, (counts.get(shown) ?? 0) + 1)
  }
  return [...counts].map(([status, count]) => chip(status, { count }))
}
