/* global navigator */
import { element } from './element.js'
import { links } from './links.js'
import { orderIdOf } from './order.js'

/** What a message and its order are called elsewhere: in the API, in logs, in reports. */
export function idsOf(entry) {
  const order = orderIdOf(entry)
  const known = [
    ['Order', order, order && links.api && `${links.api}/future/shipment/${order}`],
    [entry.channel === 'email' ? 'Operation' : 'Message', entry.id],
    ['Tag', entry.tag],
  ]
  const items = known.filter(([, value]) => value !== undefined)
  return element(
    'section',
    { class: 'ids' },
    element('h3', {}, 'Known as'),
    element('dl', {}, ...items.flatMap(([name, value, href]) => [element('dt', {}, name), described(value, href)])),
  )
}

function described(value, href) {
  const code = element('code', {}, value)
  const copy = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${value}` }, 'Copy')
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(value).then(() => (copy.textContent = 'Copied'))
  })
  return element('dd', {}, href === undefined ? code : element('a', { href }, code), copy)
}
