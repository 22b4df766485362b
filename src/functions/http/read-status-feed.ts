import type { NumberedEntry, Ports } from '../../use-cases/ports.ts'
import { json } from './door/answers.ts'
import { printDateTime } from './door/date-time.ts'
import { httpRoute } from './door/route.ts'
import { StatusFeedQuery, type StatusFeedEntry } from './wire/status-feed.ts'
import type { ProcessingLifecycle } from './wire/processing-lifecycle.ts'

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

function entryOf({ sequenceNumber, entry }: NumberedEntry): StatusFeedEntry {
  const { lastUpdate, recipients, status, ...rest } = entry
  return {
    sequenceNumber,
    ...rest,
    status: status as ProcessingLifecycle,
    lastUpdate: printDateTime(lastUpdate),
    recipients: recipients.map((recipient) => ({
      ...recipient,
      status: recipient.status as ProcessingLifecycle,
      lastUpdate: printDateTime(recipient.lastUpdate),
    })),
  }
}
