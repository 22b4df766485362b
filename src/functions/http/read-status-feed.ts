import type { NumberedEntry, Ports } from '../../use-cases/ports.ts'
import { json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { printed } from './printed-times.ts'
import { StatusFeedQuery, type StatusFeedEntry } from './wire/status-feed.ts'

export interface StatusFeedDoor {
  readonly ports: Pick<Ports, 'feed'>
  readonly maxPageSize: number
}

/** Reading a page is one call: there is nothing for a use case to decide. */
export const readStatusFeedRoute = ({ ports, maxPageSize }: StatusFeedDoor) =>
  httpRoute({
    name: 'read-status-feed',
    method: 'GET',
    path: 'notifications/api/v1/future/shipment/feed',
    policy: 'create',
    consumesJson: true,
    query: StatusFeedQuery,
    async handle({ creator, query: { seq, pageSize, orderBy } }) {
      const size = Math.min(maxPageSize, Math.max(1, pageSize ?? maxPageSize))
      const page = await ports.feed.read(creator, { after: seq, size, direction: orderBy })
      return json(200, page.map(entryOf))
    },
  })

const entryOf = ({ sequenceNumber, entry }: NumberedEntry): StatusFeedEntry => ({ sequenceNumber, ...printed(entry) })
