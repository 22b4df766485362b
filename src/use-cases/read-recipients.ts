import pLimit from 'p-limit'
import { isWhole, type OrderHead } from '../domain/order.ts'
import type { OrderedRecipient } from '../domain/ordered-recipient.ts'
import { segmentsOf } from '../domain/progress.ts'
import type { OrderAndContent, Ports } from './ports.ts'
import { readParts } from './read-parts.ts'

/** The recipients as they were ordered; none once they have been erased. */
export async function readRecipients(
  ports: Pick<Ports, 'orders'>,
  { value: order, content }: OrderAndContent,
): Promise<readonly OrderedRecipient[]> {
  if (content === undefined) return []
  if (content.recipients !== undefined) return content.recipients
  const isAddressed = isWhole(order) || segmentsOf(order).isResolved
  return isAddressed ? (await readParts(ports, order)).flatMap(addressed) : readSegments(ports, order)
}

const addressed = ({ chunk: { channel, notifications } }: Awaited<ReturnType<typeof readParts>>[number]) =>
  notifications.map(({ address }): OrderedRecipient =>
    channel === 'email' ? { emailAddress: address } : { mobileNumber: address },
  )

const concurrency = 16

async function readSegments({ orders }: Pick<Ports, 'orders'>, order: OrderHead): Promise<OrderedRecipient[]> {
  const numbers = Array.from({ length: segmentsOf(order).count }, (_, i) => i + 1)
  const segments = await pLimit(concurrency).map(numbers, (number) => orders.readSegment(order, number))
  return segments.flatMap((segment) => segment?.value.recipients ?? [])
}
