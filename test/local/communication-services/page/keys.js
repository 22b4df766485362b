/* global document */

const everywhere = { Escape: 'back' }
const inMessage = { ...everywhere, '/': 'search', j: 'next', k: 'previous' }
const inList = { ...inMessage, ArrowDown: 'next', ArrowUp: 'previous' }
/** There letters are letters. */
const inSearch = { ...everywhere, ArrowDown: 'next', Enter: 'next' }

/**
 * The keys of the page: `/` to search, j and k or the arrows to go through the list, Esc to go back. Enter follows the
 * link that has the focus, as everywhere.
 *
 * @param {Record<'search' | 'next' | 'previous' | 'back', () => void>} actions
 */
export function listenToKeys(actions) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = keysAt(event.target)[event.key]
    if (action === undefined) return
    event.preventDefault()
    actions[action]()
  })
}

function keysAt(target) {
  if (target.matches('input[type="search"]')) return inSearch
  // Arrows choose among radio buttons, and scroll a message that is being read.
  return target.matches('input, .message, .message *') ? inMessage : inList
}
