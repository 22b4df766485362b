import { element } from './element.js'
import { chip } from './status.js'
import { timeElement } from './time.js'

/** What has happened to a message, and what is still to come. */
export function timelineOf(entry) {
  const items = [accepted(entry), ...failures(entry), ...entry.reports.map((report) => reported(entry, report))]
  return element('ol', { class: 'timeline', 'aria-label': 'What happened' }, ...items)
}

const accepted = ({ acceptedAt, sendRequests }) =>
  element(
    'li',
    { class: 'done' },
    element('span', { class: 'what' }, 'Accepted'),
    timeElement(acceptedAt),
    sendRequests > 1 && element('span', { class: 'more' }, `Asked for ${sendRequests} times, sent once.`),
  )

const failures = ({ failure, acceptedAt }) =>
  failure === undefined
    ? []
    : [
        element(
          'li',
          { class: 'done' },
          element('span', { class: 'what' }, 'Operation failed'),
          timeElement(acceptedAt),
          element('span', { class: 'more' }, failure),
        ),
      ]

function reported({ to }, { recipient, status, details, dueAt, postedAt }) {
  const notes = [to.length > 1 && recipient, details].filter(Boolean).join(' – ')
  return element(
    'li',
    { class: postedAt === undefined ? 'expected' : 'done' },
    element(
      'span',
      { class: 'what' },
      postedAt === undefined ? 'Report due ' : 'Reported ',
      chip(status, { isDue: postedAt === undefined }),
    ),
    timeElement(postedAt ?? dueAt),
    notes !== '' && element('span', { class: 'more' }, notes),
  )
}
