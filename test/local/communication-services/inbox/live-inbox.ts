import type { ServerResponse } from 'node:http'
import type { Route } from '../service-request.ts'
import { inboxView } from './inbox-view.ts'
import type { Shelf } from './shelf.ts'

/** Changes within so many milliseconds travel together. */
const gatheringMs = 100
/** How long a browser waits before it connects again: the process was only restarted. */
const reconnectMs = 500

/**
 * `GET /inbox/events?search=…&channel=email|sms`: server-sent events. The first is `inbox`, the newest messages that
 * meet the search; then come `changed` ones as it happens, and `inbox` again when it was emptied. Each says how many
 * there are in all.
 */
export const liveInbox = (shelves: readonly Shelf[]): Route => ({
  name: 'inbox-events',
  method: 'GET',
  path: /^\/inbox\/events$/,
  handle({ query }) {
    const words = (query.get('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    const channel = query.get('channel')
    const asked = shelves.filter((shelf) => channel === null || shelf.channel === channel)
    return { stream: (response) => follow(asked, words, response) }
  },
})

function follow(shelves: readonly Shelf[], words: readonly string[], response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const view = inboxView(shelves, words)
  const send = (event: string, data: object) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  response.write(`retry: ${reconnectMs}\n`)
  send('inbox', view.all())
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    // A page that cannot keep up gets fewer and larger events.
    if (response.writableNeedDrain) return void (timer = setTimeout(flush, gatheringMs))
    timer = undefined
    const wasEmptied = view.wasEmptied()
    send(wasEmptied ? 'inbox' : 'changed', wasEmptied ? view.all() : view.changed())
  }
  const endings = shelves.map((shelf) =>
    shelf.onChange((change) => {
      view.note(shelf, change)
      timer ??= setTimeout(flush, gatheringMs)
    }),
  )
  response.on('close', () => {
    clearTimeout(timer)
    for (const end of endings) end()
  })
}
