/* global document, CSS */
import { openChange } from './change.js'
import { element } from '../../page/element.js'
import { addressesOf, kinds } from './kinds.js'

const search = document.querySelector('#search')
const told = document.querySelector('#told')

const fetchAll = async (path, options) => (await fetch(path, options)).json()

function show(records) {
  for (const [kind, { key }] of Object.entries(kinds)) {
    const section = document.querySelector(`#${kind}`)
    section.querySelector('ul')?.remove()
    section.append(element('ul', {}, ...records[kind].map((entry) => itemOf(kind, entry, entry[key]))))
  }
  filter()
}

function itemOf(kind, entry, name) {
  const button = element(
    'button',
    { type: 'button', class: 'entry', 'data-name': name },
    element('b', {}, entry.name ?? (kind === 'externalIdentities' ? name : '(no name)')),
    kind !== 'externalIdentities' && element('code', {}, name),
    element('span', { class: 'about' }, entry.about),
    element('span', { class: 'addresses' }, addressesOf(entry).join(' · ') || 'no address'),
    element('span', { class: 'chips' }, ...chipsOf(entry)),
  )
  button.addEventListener('click', () => openChange(kinds[kind], entry, (changed) => save(kind, name, changed)))
  return element('li', {}, button)
}

const chipsOf = (entry) => [
  entry.isReserved && element('span', { class: 'chip bad' }, 'reserved'),
  entry.isUnknown && element('span', { class: 'chip' }, 'unknown'),
]

/** Gives what is wrong; undefined when it has been saved. */
async function save(kind, name, entry) {
  const body = JSON.stringify(entry)
  const answer = await fetch(`/registry/${kind}/${encodeURIComponent(name)}`, { method: 'PUT', body })
  if (!answer.ok) return answer.text()
  show(await fetchAll('/registry/all'))
  told.textContent = `${entry.name ?? name} has been changed.`
  document.querySelector(`[data-name="${CSS.escape(name)}"]`)?.focus()
  return undefined
}

function filter() {
  const wanted = search.value.toLowerCase()
  for (const item of document.querySelectorAll('section li'))
    item.hidden = !item.textContent.toLowerCase().includes(wanted)
}

search.addEventListener('input', filter)
document.querySelector('#reset').addEventListener('click', async () => {
  show(await fetchAll('/registry/reset', { method: 'POST' }))
  told.textContent = 'All of them are as they were.'
})
show(await fetchAll('/registry/all'))
