/* global document */
import { element } from '../../page/element.js'
import { emailContent } from './email.js'
import { idsOf } from './message-ids.js'
import { orderIdOf } from './order.js'
import { followOrder } from './order-timeline.js'
import { smsContent } from './sms.js'
import { chipsOf } from './status.js'
import { timelineOf } from './timeline.js'

const place = document.querySelector('#message')
let shown

/** Shows a message, or what has changed of it: a mail that is being read is not loaded again. */
export function showMessage(entry) {
  if (shown?.id !== entry.id) {
    shown?.close()
    shown = open(entry)
  }
  shown.update(entry)
}

export function showNoMessage(content) {
  shown?.close()
  shown = undefined
  place.replaceChildren(content)
}

function open(entry) {
  const chips = element('span', { class: 'chips' })
  const timeline = element('section', { class: 'history' })
  const ids = element('section', { class: 'ids' })
  let [now, order] = [entry, undefined]
  const show = () => {
    chips.replaceChildren(...chipsOf(now))
    timeline.replaceChildren(element('h3', {}, 'Timeline'), timelineOf(now, order))
  }
  const following = followOrder(orderIdOf(entry), (known) => {
    order = known
    show()
    ids.replaceChildren(...idsOf(entry, order))
  })
  ids.replaceChildren(...idsOf(entry))
  place.replaceChildren(
    element('a', { class: 'back', href: '#' }, '‹ All messages'),
    ...(entry.channel === 'email' ? emailContent(entry, chips) : smsContent(entry, chips)),
    element('footer', {}, timeline, ids),
  )
  place.scrollTop = 0
  return {
    id: entry.id,
    update(changed) {
      now = changed
      show()
      following.look()
    },
    close: () => following.stop(),
  }
}
