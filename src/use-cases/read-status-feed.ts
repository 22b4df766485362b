import { feedRecipients } from '../domain/feed-entry.ts'
import type { FeedPage, NumberedEntry, Ports } from './ports.ts'
import { readParts } from './read-parts.ts'

/** A page ends early behind this many recipients; callers go on from its last number as ever. */
const mostRecipients = 100_000

/** A page of a creator's feed, with the recipients of large orders put together from their chunks. */
export async function readStatusFeed(
  ports: Pick<Ports, 'feed' | 'orders'>,
  creator: string,
  page: FeedPage,
): Promise<readonly NumberedEntry[]> {
  const shown: NumberedEntry[] = []
  let recipients = 0
  for (const entry of await ports.feed.read(creator, page)) {
    if (recipients > mostRecipients) break
    const whole = await withRecipients(ports, entry)
    recipients += whole.entry.recipients.length
    shown.push(whole)
  }
  return shown
}

async function withRecipients({ orders }: Pick<Ports, 'orders'>, numbered: NumberedEntry): Promise<NumberedEntry> {
  const { isLarge, ...entry } = numbered.entry
  if (isLarge === undefined) return numbered
  const stored = await orders.read(entry.shipmentId)
  const parts = stored === undefined ? [] : await readParts({ orders }, stored.value)
  return { ...numbered, entry: { ...entry, recipients: feedRecipients(parts) } }
}
