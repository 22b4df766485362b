import type { NumberedEntry, Ports } from '../../use-cases/ports.ts'
import { readStatusFeed } from '../../use-cases/read-status-feed.ts'
import { json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { printed } from './printed-times.ts'
import { followingOrders } from './published/following-orders.ts'
import { StatusFeedQuery, type StatusFeedEntry } from './wire/status-feed.ts'

export interface StatusFeedDoor {
  readonly ports: Pick<Ports, 'feed' | 'orders'>
  readonly maxPageSize: number
}

export const readStatusFeedRoute = ({ ports, maxPageSize }: StatusFeedDoor) =>
  httpRoute({
    name: 'read-status-feed',
    method: 'GET',
    path: 'notifications/api/v1/future/shipment/feed',
    policy: 'create',
    consumesJson: true,
    query: StatusFeedQuery,
    published: followingOrders.readFeed,
    async handle({ creator, query: { seq, pageSize, orderBy } }) {
      const size = Math.min(maxPageSize, Math.max(1, pageSize ?? maxPageSize))
      const page = await readStatusFeed(ports, creator, { after: seq, size, direction: orderBy })
      return json(200, page.map(entryOf))
    },
  })

const entryOf = ({ sequenceNumber, entry }: NumberedEntry): StatusFeedEntry => ({ sequenceNumber, ...printed(entry) })
