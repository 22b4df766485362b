import { TransientFault } from '../domain/faults.ts'
import { chunkSlots } from '../domain/ids.ts'
import type { Chunk, Notification } from '../domain/notification.ts'
import type { OrderContent, OrderHead } from '../domain/order.ts'
import type { ResolutionRules } from '../domain/ordered-recipient.ts'
import { recipientRows } from '../domain/recipient-row.ts'
import { needsNames } from '../domain/recipient-keywords.ts'
import { segmentsOf } from '../domain/progress.ts'
import type { Segment } from '../domain/segments.ts'
import type { Channel } from '../domain/channel.ts'
import type { Ports, Stored } from './ports.ts'
import { jitterMs } from './record-change.ts'
import { publish } from './send-task.ts'
import { resolveRecipients, type Resolved, type ResolvedRecipients } from './resolve-recipients.ts'

export type ResolvePorts = Pick<
  Ports,
  'clock' | 'machine' | 'orders' | 'contacts' | 'authorization' | 'recipients' | 'bus' | 'log'
>

interface Resolving {
  readonly order: OrderHead
  readonly content: OrderContent
}

const tries = 5

/** As many chunks as one transaction can make, beside the segment and the order. */
const mostChunks = 90

/**
 * The chunks of a segment by channel; its recipients are resolved by whoever comes first. That freezes their addresses:
 * a second one reads what the first wrote.
 */
export async function resolvedChunks(
  ports: ResolvePorts,
  { order, content }: Resolving,
  number: number,
): Promise<NonNullable<Segment['chunks']>> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const segment = await ports.orders.readSegment(order, number)
    if (segment === undefined) return {}
    if (segment.value.chunks !== undefined) return segment.value.chunks
    await resolve(ports, { order, content }, segment)
    await ports.machine.wait(jitterMs(attempt))
  }
  throw new TransientFault('SEGMENT_CONTENDED')
}

async function resolve(ports: ResolvePorts, { order, content }: Resolving, segment: Stored<Segment>): Promise<void> {
  const resolved = await resolveRecipients(ports, rulesOf(order, content), segment.value.recipients)
  const chunks = chunksOf(resolved, { segment: segment.value.number, at: ports.clock.now() })
  if (chunks.length > mostChunks) {
    ports.log.error('segment-cut', { order: order.id, segment: segment.value.number, chunks: chunks.length })
  }
  const kept = chunks.slice(0, mostChunks)
  // Whoever finds an order by its recipients finds every one that has been resolved.
  const notifications = kept.flatMap((chunk) => chunk.notifications)
  const rows = recipientRows(order, notifications, segment.value.number)
  if (rows.length > 0) await ports.recipients.put(rows)
  const update = await ports.orders.resolveSegment(order, segment, kept)
  // Where nobody of the last segment can be written to, nothing else will ask for the feed's entry.
  if (update.outcome === 'stored') await publish(ports, { ...order, state: update.state })
}

function rulesOf(order: OrderHead, { email, sms }: OrderContent): ResolutionRules {
  const { channel, ...terms } = order.terms ?? {}
  const only = segmentsOf(order).channels[0] === 'email' ? 'Email' : 'Sms'
  const texts = [email?.subject, email?.body, sms?.body].filter((text) => text !== undefined)
  return { ...terms, channel: channel ?? only, needsNames: needsNames(...texts) }
}

interface Made {
  readonly segment: number
  readonly at: Date
}

/** E-mail first; SMS begins in the next chunk. */
function chunksOf({ email, sms }: ResolvedRecipients, made: Made): Chunk[] {
  const ofEmail = chunksOfChannel('email', email, { ...made, from: 0 })
  return [...ofEmail, ...chunksOfChannel('sms', sms, { ...made, from: ofEmail.length })]
}

function chunksOfChannel(channel: Channel, resolved: readonly Resolved[], made: Made & { from: number }): Chunk[] {
  const { segment, from, at } = made
  const count = Math.ceil(resolved.length / chunkSlots)
  return Array.from({ length: count }, (_, i) => {
    const chunk = from + i
    const inChunk = resolved.slice(i * chunkSlots, (i + 1) * chunkSlots)
    const notifications = inChunk.map((of, j) => notificationOf(of, { index: chunk * chunkSlots + j + 1, at }))
    return { channel, part: { segment, chunk }, notifications }
  })
}

function notificationOf(of: Resolved, { index, at }: { index: number; at: Date }): Notification {
  const { nationalIdentityNumber, organizationNumber, name, address = '', result } = of
  return {
    index,
    address,
    ...(nationalIdentityNumber === undefined ? {} : { nationalIdentityNumber }),
    ...(organizationNumber === undefined ? {} : { organizationNumber }),
    ...(name === undefined ? {} : { name }),
    ...(result === undefined ? { state: 'new' } : { state: 'final', result }),
    at,
    attempt: 0,
  }
}
