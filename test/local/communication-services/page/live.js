/* global EventSource, URLSearchParams */

/**
 * Follows the inbox; the browser connects anew by itself, and then gets all of it again.
 *
 * @param {{ search: string, channel: string }} asked
 * @param {{ onInbox: Function, onChanged: Function, onConnection: (isConnected: boolean) => void }} listeners
 * @returns what ends it
 */
export function follow({ search, channel }, { onInbox, onChanged, onConnection }) {
  const query = new URLSearchParams({ search, ...(channel === '' ? {} : { channel }) })
  const source = new EventSource(`/inbox/events?${query}`)
  source.addEventListener('inbox', ({ data }) => onInbox(JSON.parse(data)))
  source.addEventListener('changed', ({ data }) => onChanged(JSON.parse(data)))
  source.addEventListener('open', () => onConnection(true))
  source.addEventListener('error', () => onConnection(false))
  return () => source.close()
}
