/* global document, location, history, window, confirm, matchMedia, setTimeout, clearTimeout */
import { listenToKeys } from './keys.js'
import { entryOf, linkBeside, mark, showAll, showChanged } from './list.js'
import { follow } from './live.js'
import { showMessage, showNoMessage } from './message.js'
import { nothingFound, nothingOpen, nothingSent, summaryOf } from './texts.js'

const byId = (id) => document.getElementById(id)
const search = byId('search')

let stopFollowing = () => undefined
/** A link to a message that is not among the newest finds it by its id, once. */
let isFirst = true

const openId = () => decodeURIComponent(/^#\/\w+\/(.+)$/.exec(location.hash)?.[1] ?? '')
const isWide = () => matchMedia('(min-width: 50rem)').matches

function ask() {
  stopFollowing()
  const channel = document.querySelector('input[name="channel"]:checked').value
  stopFollowing = follow(
    { search: search.value, channel },
    {
      onInbox({ entries, total }) {
        showAll(entries)
        showTotal(total)
        if (isFirst && openId() !== '' && entryOf(openId()) === undefined) askFor(openId())
        else if (total === 0 && search.value === '') location.hash = ''
        isFirst = false
        showOpen()
      },
      onChanged({ entries, total }) {
        showChanged(entries)
        showTotal(total)
        if (entries.some(({ id }) => id === openId())) showOpen()
      },
      onConnection: (isConnected) => (document.body.dataset.connection = isConnected ? 'live' : 'lost'),
    },
  )
}

function askFor(text) {
  search.value = text
  ask()
}

function showTotal(total) {
  byId('count').textContent = summaryOf(total, search.value)
  document.title = total === 0 ? 'Inbox' : `Inbox (${total})`
  byId('empty').hidden = total === 0 || search.value !== ''
  const nothing = byId('nothing')
  nothing.hidden = total > 0
  if (total === 0) nothing.replaceChildren(search.value === '' ? nothingSent() : nothingFound(search.value))
}

/** The message in the address; it stays open when it no longer meets the search. */
function showOpen() {
  const id = openId()
  const entry = entryOf(id)
  document.body.classList.toggle('reading', id !== '')
  mark(id)
  if (id === '') showNoMessage(nothingOpen())
  else if (entry !== undefined) showMessage(entry)
}

function goTo(link) {
  if (link === undefined) return
  link.focus()
  if (!isWide()) return
  history.replaceState(null, '', link.hash)
  showOpen()
}

/** From the message to its row, from there to no message, then to no search. */
function back() {
  if (isWide() && byId('message').contains(document.activeElement)) mark(openId())?.focus()
  else if (openId() !== '') location.hash = ''
  else if (search.value !== '') askFor('')
  search.blur()
}

let typing
search.addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(ask, 150)
})
for (const choice of document.querySelectorAll('input[name="channel"]')) choice.addEventListener('change', ask)
byId('empty').addEventListener('click', () => {
  if (confirm('Empty the inbox? Reports that are due still come.')) void fetch('/inbox', { method: 'DELETE' })
})
byId('messages').addEventListener('click', ({ target }) => {
  if (target.closest('a')?.hash === location.hash) byId('message').focus()
})
window.addEventListener('hashchange', ({ oldURL }) => {
  showOpen()
  const before = decodeURIComponent(/#\/\w+\/(.+)$/.exec(oldURL)?.[1] ?? '')
  if (openId() === '') mark(before)?.focus()
  else if (!isWide()) byId('message').focus()
  if (openId() === '') mark('')
})
listenToKeys({
  search: () => search.select(),
  next: () => goTo(linkBeside(1)),
  previous: () => goTo(linkBeside(-1)),
  back,
})
ask()
