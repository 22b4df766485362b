/* global document */
import { element } from '../../page/element.js'
import { spaced } from './number.js'

const tableOf = (name, rows) =>
  element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...[name, 'What happens'].map(heading))),
    element('tbody', {}, ...rows),
  )

const heading = (text) => element('th', { scope: 'col' }, text)

const rowOf = (recipient, means) =>
  element('tr', {}, element('td', {}, element('code', {}, recipient)), element('td', {}, means))

const fetchAll = async (path) => (await fetch(path)).json()

const addresses = await fetchAll('/magic-recipients')
const numbers = await fetchAll('/magic-numbers')
document.querySelector('#addresses').append(
  tableOf(
    'Address',
    addresses.map(({ address, means }) => rowOf(address, means)),
  ),
)
document.querySelector('#numbers').append(
  tableOf(
    'Number',
    numbers.map(({ number, means }) => rowOf(spaced(number), means)),
  ),
)
