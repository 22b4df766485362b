import { feedEntryOf, mostEmbedded } from '../domain/feed-entry.ts'
import { logEntriesOf } from '../domain/log-entry.ts'
import type { OrderMessage } from '../domain/message.ts'
import { countsOf, monthlyCountOf, noCounts, sumOf } from '../domain/monthly-count.ts'
import { isPastRetention, isPublishable, type Order, type OrderHead } from '../domain/order.ts'
import { outcomesOf } from '../domain/outcome.ts'
import { workThrough } from './batch.ts'
import type { CountedEntry, OrderAndContent, Ports } from './ports.ts'
import { emailFirst, partPages } from './read-parts.ts'
import type { TimeBox } from './time-box.ts'

export interface AppendToFeed {
  readonly ports: Pick<Ports, 'clock' | 'orders' | 'feed' | 'notificationLog' | 'outcomes' | 'log'>
  readonly retentionDays: number
  /** Whether anybody can fetch the daily files: else no outcome is written. */
  readonly keepsOutcomes: boolean
}

interface Due {
  readonly message: OrderMessage
  readonly creator: string
  readonly counted: CountedEntry
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
    const found = await deps.ports.orders.readWithContent(message.order)
    if (found === undefined || !isWanted(deps, found.value) || (await isInFeed(deps, found.value))) return
    due.push({ message, creator: found.value.creator, counted: await countedEntry(deps, found) })
  })
  const unwritten = await workThrough(groups(due), rules, async (group) => {
    const entries = group.map(({ counted }) => counted)
    await deps.ports.feed.append(group[0]?.creator ?? '', entries)
  })
  const undone = [
    ...unread,
    ...unwritten.flatMap(({ part, isHopeful }) => part.map(({ message }) => ({ part: message, isHopeful }))),
  ]
  // What failed for no known reason is not asked for on and on: the agenda asks again in its own time.
  return undone.flatMap(({ part, isHopeful }) => (isHopeful ? [part] : []))
}

/**
 * Keeps what else is told of a final order, page by page. The feed's entry comes after it: whoever finds one takes
 * everything for written. Of a large order the entry keeps no recipients.
 */
async function countedEntry(deps: AppendToFeed, { value: order, content }: OrderAndContent): Promise<CountedEntry> {
  let counts = { ...noCounts, orders: 1 }
  let parts: readonly Order[] | undefined = []
  let recipients = 0
  for await (const page of order.state === 'Completed' ? partPages(deps.ports, order) : []) {
    await keepFacts(deps, page, content)
    counts = page.map((part) => countsOf(part, content)).reduce(sumOf, counts)
    recipients += page.reduce((sum, { chunk }) => sum + chunk.notifications.length, 0)
    parts = recipients > mostEmbedded ? undefined : [...(parts ?? []), ...page]
  }
  return { entry: feedEntryOf(order, parts && emailFirst(parts)), count: monthlyCountOf(order, counts) }
}

async function keepFacts(
  { ports, keepsOutcomes }: AppendToFeed,
  parts: readonly Order[],
  content: OrderAndContent['content'],
): Promise<void> {
  const outcomes = keepsOutcomes ? parts.flatMap((part) => outcomesOf(part, content)) : []
  const logged = parts.flatMap((part) => logEntriesOf(part, content))
  await Promise.all([
    outcomes.length === 0 ? undefined : ports.outcomes.put(outcomes),
    logged.length === 0 ? undefined : ports.notificationLog.put(logged),
  ])
}

const unique = (batch: readonly OrderMessage[]) => new Map(batch.map((message) => [message.order, message])).values()

/** To write down once more what became of a large order takes long; its delivery may have come back meanwhile. */
const isInFeed = async ({ ports }: AppendToFeed, { id, creator, segments }: OrderHead) =>
  segments !== undefined && (await ports.feed.numberOf(creator, id)) !== undefined

/** Long finished orders are past their feed's retention: their entry is gone, and must not come back. */
const isWanted = ({ ports, retentionDays }: AppendToFeed, order: OrderHead) =>
  isPublishable(order) && !order.erased && !isPastRetention(order, ports.clock.now(), retentionDays)

function groups(due: readonly Due[]): Due[][] {
  const byCreator = Map.groupBy(due, ({ creator }) => creator)
  return [...byCreator.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / mostEntries) }, (_, i) =>
      all.slice(i * mostEntries, (i + 1) * mostEntries),
    ),
  )
}
