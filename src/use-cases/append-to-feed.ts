import { feedEntryOf, type FeedEntry } from '../domain/feed-entry.ts'
import type { OrderMessage } from '../domain/message.ts'
import { isPastRetention, isPublishable, type Order } from '../domain/order.ts'
import { workThrough } from './batch.ts'
import type { Ports } from './ports.ts'
import type { TimeBox } from './time-box.ts'

export interface AppendToFeed {
  readonly ports: Pick<Ports, 'clock' | 'orders' | 'feed' | 'log'>
  readonly retentionDays: number
}

interface Due {
  readonly message: OrderMessage
  readonly order: Order
}

/** As many entries as fit one transaction beside the head: an entry and its uniqueness row each. */
const mostEntries = 48

/**
 * Gives final orders their entries in their creators' feeds, many at a time. An order gets one entry however often
 * it is asked for.
 * @returns the messages whose orders could not be appended now
 */
export async function appendToFeed(
  deps: AppendToFeed,
  batch: readonly OrderMessage[],
  box: TimeBox,
): Promise<readonly OrderMessage[]> {
  const rules = { box, log: deps.ports.log, name: 'feed-entry' }
  const due: Due[] = []
  const unread = await workThrough(unique(batch), rules, async (message) => {
    const order = (await deps.ports.orders.read(message.order))?.value
    if (order !== undefined && isWanted(deps, order)) due.push({ message, order })
  })
  const unwritten = await workThrough(groups(due), rules, async (group) => {
    const entries: FeedEntry[] = group.map(({ order }) => feedEntryOf(order))
    await deps.ports.feed.append(group[0]?.order.creator ?? '', entries)
  })
  const undone = [
    ...unread,
    ...unwritten.flatMap(({ part, isHopeful }) => part.map(({ message }) => ({ part: message, isHopeful }))),
  ]
  // What failed for no known reason is not asked for on and on: the agenda asks again in its own time.
  return undone.flatMap(({ part, isHopeful }) => (isHopeful ? [part] : []))
}

const unique = (batch: readonly OrderMessage[]) => new Map(batch.map((message) => [message.order, message])).values()

/** Long finished orders are past their feed's retention: their entry is gone, and must not come back. */
const isWanted = ({ ports, retentionDays }: AppendToFeed, order: Order) =>
  isPublishable(order) && !order.erased && !isPastRetention(order, ports.clock.now(), retentionDays)

function groups(due: readonly Due[]): Due[][] {
  const byCreator = Map.groupBy(due, ({ order }) => order.creator)
  return [...byCreator.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / mostEntries) }, (_, i) =>
      all.slice(i * mostEntries, (i + 1) * mostEntries),
    ),
  )
}
