import { tokenHeaders, type BenchCloud } from '../cloud/bench-cloud.ts'
import { expectOnce } from '../delivery/exactly-once.ts'
import { entriesAfter } from '../delivery/feed.ts'
import { addressesInInbox } from '../delivery/inbox.ts'
import { addressesOf, type Channel, type LargeOrder } from './large-order.ts'
import type { PlacedLargeOrder } from './place-large-order.ts'

interface Status {
  readonly processingStatus: { readonly description: string }
  readonly notificationsStatusSummary?: Readonly<Partial<Record<Channel, { generated: number; succeeded: number }>>>
}

/**
 * What was measured counts only if the order is final and all of its notifications have succeeded, every recipient has
 * got it once, and the feed has it.
 * @param after the last number of the feed before the order was placed
 * @throws naming what is missing
 */
export async function checkBulk(
  bench: BenchCloud,
  { order, placed }: { order: LargeOrder; placed: PlacedLargeOrder },
  after: number,
): Promise<void> {
  const { processingStatus, notificationsStatusSummary } = await readStatus(bench, placed)
  if (!processingStatus.description.includes('final')) throw new Error(processingStatus.description)
  const succeeded = notificationsStatusSummary?.[order.channel]?.succeeded
  if (succeeded !== order.recipients) throw new Error(`${succeeded} of ${order.recipients} have succeeded`)
  expectOnce('inbox', addressesOf(order), await addressesInInbox(bench, order.channel))
  const entry = (await entriesAfter(bench, after)).find(({ shipmentId }) => shipmentId === placed.id)
  if (entry?.recipients.length !== order.recipients) throw new Error('the feed does not have all of the order')
}

async function readStatus(bench: BenchCloud, { id }: PlacedLargeOrder): Promise<Status> {
  const response = await fetch(`${bench.cloud.url}/notifications/api/v1/orders/${id}/status`, {
    headers: tokenHeaders(bench),
  })
  if (!response.ok) throw new Error(`the status of an order was answered ${response.status}`)
  return (await response.json()) as Status
}
