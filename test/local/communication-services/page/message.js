/* global document */
import { element } from './element.js'
import { emailContent } from './email.js'
import { idsOf } from './message-ids.js'
import { smsContent } from './sms.js'
import { chipsOf } from './status.js'
import { timelineOf } from './timeline.js'

const place = document.querySelector('#message')
let shown

/** Shows a message, or what has changed of it: a mail that is being read is not loaded again. */
export function showMessage(entry) {
  if (shown?.id !== entry.id) shown = open(entry)
  shown.update(entry)
}

export function showNoMessage(content) {
  shown = undefined
  place.replaceChildren(content)
}

function open(entry) {
  const chips = element('span', { class: 'chips' })
  const timeline = element('section', { class: 'history' })
  place.replaceChildren(
    element('a', { class: 'back', href: '#' }, '‹ All messages'),
    ...(entry.channel === 'email' ? emailContent(entry, chips) : smsContent(entry, chips)),
    element('footer', {}, timeline, idsOf(entry)),
  )
  place.scrollTop = 0
  return {
    id: entry.id,
    update(now) {
      chips.replaceChildren(...chipsOf(now))
      timeline.replaceChildren(element('h3', {}, 'Timeline'), timelineOf(now))
    },
  }
}
