/* global fetch, document */
import { element } from './element.js'
import { showLinks } from './links.js'

async function fill(table, path, nameOf) {
  const rows = await fetch(path).then((response) => response.json())
  const body = document.querySelector(`#${table} tbody`)
  for (const row of rows)
    body.append(element('tr', {}, element('td', {}, element('code', {}, nameOf(row))), element('td', {}, row.means)))
}

const spaced = (number) => number.replace(/^(\+47)(\d{3})(\d{2})(\d{3})$/, '$1 $2 $3 $4')

showLinks()
await fill('addresses', '/magic-recipients', ({ address }) => address)
await fill('numbers', '/magic-numbers', ({ number }) => spaced(number))
