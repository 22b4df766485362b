/* global document, DOMParser */
import { element } from '../../page/element.js'
import { spaced } from './number.js'
import { chipsOf } from './status.js'
import { timeElement } from './time.js'

/** As many as the service sends at once; older ones leave the list. */
const mostRows = 500

const list = document.querySelector('#messages')
/** By id: the message as the service last told of it, and the link that stands for it. */
const rows = new Map()

export const entryOf = (id) => rows.get(id)?.entry

/** Shows these and no others, the newest first. */
export function showAll(entries) {
  rows.clear()
  list.replaceChildren(...entries.map((entry) => itemOf(entry)))
}

/** Puts new ones on top and changes those that are there, which keep their place and their focus. */
export function showChanged(entries) {
  for (const entry of entries.toReversed()) {
    if (rows.has(entry.id)) fill(rows.get(entry.id).link, entry)
    else list.prepend(itemOf(entry, 'arriving'))
  }
  while (rows.size > mostRows) remove(list.lastElementChild)
}

/** Marks the row of the message that is open, and gives its link. */
export function mark(id) {
  list.querySelector('[aria-current]')?.removeAttribute('aria-current')
  const link = rows.get(id)?.link
  link?.setAttribute('aria-current', 'true')
  return link
}

/** The link so many places from the focused or the marked one; the first if there is neither. */
export function linkBeside(places) {
  const links = [...list.querySelectorAll('a')]
  const focused = links.indexOf(document.activeElement)
  const at = focused >= 0 ? focused : links.findIndex((link) => link.hasAttribute('aria-current'))
  return links[at < 0 ? 0 : Math.min(Math.max(at + places, 0), links.length - 1)]
}

function itemOf(entry, arriving = '') {
  const link = element('a', {
    href: `#/${entry.channel}/${encodeURIComponent(entry.id)}`,
    class: `row ${entry.channel} ${arriving}`,
    'data-id': entry.id,
  })
  fill(link, entry)
  return element('li', {}, link)
}

function remove(item) {
  rows.delete(item.firstElementChild.dataset.id)
  item.remove()
}

function fill(link, entry) {
  rows.set(entry.id, { link, entry })
  const isEmail = entry.channel === 'email'
  link.replaceChildren(
    element('span', { class: 'unseen' }, isEmail ? 'E-mail to ' : 'SMS to '),
    line(element('b', { class: 'cut' }, namesOf(entry)), timeElement(entry.acceptedAt)),
    line(
      element('span', { class: 'cut says' }, isEmail ? entry.subject : entry.message),
      element('span', { class: 'chips' }, ...chipsOf(entry)),
    ),
    ...(isEmail ? [element('span', { class: 'cut preview' }, previewOf(entry))] : []),
  )
}

const line = (...parts) => element('span', { class: 'line' }, ...parts)

function namesOf({ to: [first = '', ...others] }) {
  const name = spaced(first)
  return others.length === 0 ? name : `${name} and ${others.length} more`
}

/** HTML comes without its tags, but with its character references; parsing it here runs and loads nothing. */
const previewOf = ({ bodies, preview }) =>
  bodies.includes('text') ? preview : new DOMParser().parseFromString(preview, 'text/html').body.textContent
