import { element } from '../../page/element.js'
import { chip } from './status.js'
import { exactTimeElement } from './time.js'

/**
 * What has happened to a message and, as far as it is known, to its order; then what is still to come.
 *
 * @param {object} entry the message
 * @param {object | undefined} order its order, as the app has stored it
 */
export function timelineOf(entry, order) {
  const happened = [
    ...momentsOf(order, ['accepted', 'due']),
    ...claimed(entry, order),
    sent(entry),
    ...failures(entry),
    ...entry.reports.filter(({ postedAt }) => postedAt !== undefined).map((report) => reported(entry, report)),
    ...momentsOf(order, ['completed', 'cancelled', 'stopped', 'published']),
  ]
  const expected = entry.reports.filter(({ postedAt }) => postedAt === undefined).map((report) => due(entry, report))
  // An order that is due at once is so from the moment of its request, and accepted a little later.
  const begin = Date.parse(order?.moments[0]?.at ?? 0)
  const timeOf = ({ at }) => Math.max(begin, Date.parse(at))
  const inTime = happened.toSorted((one, other) => timeOf(one) - timeOf(other))
  return element('ol', { class: 'timeline', 'aria-label': 'What happened' }, ...[...inTime, ...expected].map(item))
}

const item = ({ at, what, more, isExpected = false }) =>
  element(
    'li',
    { class: isExpected ? 'expected' : 'done' },
    element('span', { class: 'what' }, ...what),
    exactTimeElement(at),
    more && element('span', { class: 'more' }, more),
  )

const names = {
  accepted: 'Accepted',
  due: 'Due',
  completed: 'Completed',
  cancelled: 'Cancelled',
  stopped: 'Stopped by its condition',
  published: 'In the feed',
}

const momentsOf = (order, wanted) =>
  (order?.moments ?? [])
    .filter(({ what }) => wanted.includes(what))
    .map(({ what, at, note }) => ({ at, what: [names[what]], more: note }))

/** The order knows the address, not the message; two messages of one order to one address are claimed alike. */
function claimed({ to }, order) {
  const found = order?.notifications.find(({ address }) => to.includes(address))
  if (found?.claimedAt === undefined) return []
  const more = found.attempts > 1 && `Attempt ${found.attempts}`
  return [{ at: found.claimedAt, what: ['Claimed'], more }]
}

const sent = ({ acceptedAt, sendRequests }) => ({
  at: acceptedAt,
  what: ['Sent'],
  more: sendRequests > 1 && `Asked for ${sendRequests} times, sent once.`,
})

const failures = ({ failure, acceptedAt }) =>
  failure === undefined ? [] : [{ at: acceptedAt, what: ['Operation failed'], more: failure }]

const reported = (entry, report) => ({
  at: report.postedAt,
  what: ['Reported ', chip(report.status)],
  more: notesOf(entry, report),
})

const due = (entry, report) => ({
  at: report.dueAt,
  what: ['Report due ', chip(report.status, { isDue: true })],
  more: notesOf(entry, report),
  isExpected: true,
})

const notesOf = ({ to }, { recipient, details }) => [to.length > 1 && recipient, details].filter(Boolean).join(' – ')
