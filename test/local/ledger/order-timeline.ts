import type { TableClient } from '@azure/data-tables'
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { uniquenessKey } from '../../../src/adapters/tables/feed-row.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { levelOf, parseOrderId } from '../../../src/domain/ids.ts'
import { lifecycleOf, type Notification } from '../../../src/domain/notification.ts'
import type { Order, OrderHead } from '../../../src/domain/order.ts'
import { readParts } from '../../../src/use-cases/read-parts.ts'

/** What the app has stored of an order: never its content. Times are what the clock showed, ISO 8601. */
export interface OrderTimeline {
  readonly order: string
  readonly type: string
  readonly creator: string
  readonly sendersReference?: string
  readonly state: string
  /** Its place in its chain, from 1: behind it stand the reminders. */
  readonly place: number
  readonly moments: readonly Moment[]
  readonly notifications: readonly NotificationTimeline[]
}

export interface Moment {
  readonly what: 'accepted' | 'due' | 'processing' | 'completed' | 'cancelled' | 'stopped' | 'published'
  readonly at: string
  readonly note?: string
}

export interface NotificationTimeline {
  readonly address: string
  /** The member of `ProcessingLifecycle` that its sender sees. */
  readonly status: string
  readonly statusAt: string
  readonly attempts: number
  /** When the latest attempt was claimed. */
  readonly claimedAt?: string
}

/** Reads one order's timeline; undefined where there is no such order. */
export type ReadTimeline = (id: string) => Promise<OrderTimeline | undefined>

/** @param shownAt what the clock showed when the machine showed a time: claims and rows are dated by the machine */
export function orderTimelines(connectionString: string, shownAt: (machine: Date) => Date): ReadTimeline {
  const orders = tableOrders(tableClient({ connectionString }, 'orders'))
  const feed = tableClient({ connectionString }, 'feed')
  return async (text) => {
    const id = parseOrderId(text)
    const order = id && (await orders.read(id))?.value
    if (order === undefined) return undefined
    const parts = await readParts({ orders }, order)
    return {
      ...headOf(order),
      moments: [...momentsOf(order), ...(await publicationsOf(feed, order, shownAt))],
      notifications: parts.flatMap((part) =>
        part.chunk.notifications.map((each) => notificationTimeline(part, each, shownAt)),
      ),
    }
  }
}

const headOf = ({ id, type, creator, sendersReference, state }: OrderHead) => ({
  order: id,
  type,
  creator,
  ...(sendersReference !== undefined && { sendersReference }),
  state,
  place: levelOf(id)?.ordinal ?? 1,
})

const ends = {
  Registered: undefined,
  Processing: 'processing',
  Completed: 'completed',
  Cancelled: 'cancelled',
  SendConditionNotMet: 'stopped',
} as const

function momentsOf({ created, requestedSendTime, state, processed }: OrderHead): Moment[] {
  const moments: Moment[] = [
    { what: 'accepted', at: created.toISOString() },
    { what: 'due', at: requestedSendTime.toISOString() },
  ]
  const end = ends[state]
  return end === undefined ? moments : [...moments, { what: end, at: processed.toISOString() }]
}

const notificationTimeline = (
  { chunk }: Order,
  notification: Notification,
  shownAt: (machine: Date) => Date,
): NotificationTimeline => ({
  address: notification.address,
  status: lifecycleOf(chunk.channel, notification),
  statusAt: notification.at.toISOString(),
  attempts: notification.attempt,
  ...(notification.attemptedAt && { claimedAt: shownAt(notification.attemptedAt).toISOString() }),
})

/** The feed's row of the order bears its number, and the store's own time of its writing. */
async function publicationsOf(
  feed: TableClient,
  order: OrderHead,
  shownAt: (machine: Date) => Date,
): Promise<Moment[]> {
  const { creator, id } = order
  const { partitionKey, rowKey } = uniquenessKey(creator, id)
  const row = await feed.getEntity<{ number: bigint }>(partitionKey, rowKey).catch((error: unknown) => {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined
    throw error
  })
  if (row === undefined) return []
  const at = shownAt(new Date(row.timestamp ?? 0)).toISOString()
  return [{ what: 'published', at, note: `number ${row.number}` }]
}
