/* global navigator */
import { element } from '../../page/element.js'
import { links } from '../../page/links.js'
import { orderIdOf } from './order.js'

/**
 * What a message and its order are called elsewhere: in the API, in logs, in reports.
 *
 * @param {object} entry the message
 * @param {object | undefined} known its order, as the app has stored it
 */
export function idsOf(entry, known) {
  const order = orderIdOf(entry)
  const names = [
    ['Order', order, order && links.api && `${links.api}/future/shipment/${order}`],
    ['Reference', known?.sendersReference],
    ['Creator', known?.creator],
    ['Reminder', known?.type === 'Reminder' ? String(known.place - 1) : undefined],
    [entry.channel === 'email' ? 'Operation' : 'Message', entry.id],
    ['Tag', entry.tag],
  ]
  const items = names.filter(([, value]) => value !== undefined)
  return [
    element('h3', {}, 'Known as'),
    element('dl', {}, ...items.flatMap(([name, value, href]) => [element('dt', {}, name), described(value, href)])),
  ]
}

function described(value, href) {
  const code = element('code', {}, value)
  const copy = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${value}` }, 'Copy')
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(value).then(() => (copy.textContent = 'Copied'))
  })
  return element('dd', {}, href === undefined ? code : element('a', { href }, code), copy)
}
