/* global document */
import { element } from './element.js'
import { links } from './links.js'

const places = { start: 'Start', inbox: 'Inbox', people: 'People', swagger: 'API', docs: 'Docs' }

/** The same on every page: where one is, and where one may go from there. */
const nav = document.querySelector('.places')
for (const [place, name] of Object.entries(places)) {
  const isHere = place === nav.dataset.here
  if (links[place] !== undefined)
    nav.append(element('a', { href: links[place], 'aria-current': isHere && 'page' }, name))
}
