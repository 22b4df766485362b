import { element } from '../../page/element.js'
import { spaced } from './number.js'
import { timeElement } from './time.js'

/** An SMS as the phone of its recipient shows it. */
export const smsContent = (entry, chips) => [
  element(
    'header',
    {},
    element('h2', {}, 'SMS to ', spaced(entry.to[0])),
    element('p', { class: 'when' }, timeElement(entry.acceptedAt), chips),
  ),
  element(
    'div',
    { class: 'phone' },
    element(
      'div',
      { class: 'sender' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, entry.from.replace('+', '').slice(0, 1)),
      element('b', {}, spaced(entry.from)),
    ),
    element('p', { class: 'bubble' }, entry.message),
  ),
  element('p', { class: 'segments' }, segmentsOf(entry)),
]

function segmentsOf({ segments, encoding, message }) {
  const count = Array.from(message).length
  return `${plural(segments, 'segment')} of ${encoding}, ${plural(count, 'character')}`
}

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`
