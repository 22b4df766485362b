/* global fetch, document */
import { element } from './element.js'

/** Where the page leads besides, as the process was told. */
export const links = await fetch('/page/links').then((response) => response.json())

/** Adds them to the bar. */
export function showLinks() {
  const known = [
    ['Docs', links.docs],
    ['API', links.api],
  ]
  for (const [name, href] of known)
    if (href !== undefined) document.querySelector('.links').append(element('a', { href }, name))
}
