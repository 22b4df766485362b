import type { Channel } from './channel.ts'
import { segmentsOf } from './progress.ts'
import { isSegmentFinished, type Segments } from './segments.ts'
import type { OrderHead } from './order.ts'

/**
 * A large order travels in a few lanes: a message covers one part, and whoever has sent it asks for the next of its
 * lane. So a large order never stands in front of somebody's single message.
 */
const mostLanes = 8

/** How many lanes a channel has. */
export const lanesOf = ({ count, channels }: Segments) =>
  Math.min(count, Math.max(1, Math.floor(mostLanes / channels.length)))

/** The next segment of a lane that is not known to be finished. */
export function nextOfLane(order: OrderHead, segment: number): number | undefined {
  const segments = segmentsOf(order)
  const lanes = lanesOf(segments)
  for (let next = segment + lanes; next <= segments.count; next += lanes) {
    if (!isSegmentFinished(segments, next)) return next
  }
  return undefined
}

/** Where the lanes of a channel begin. */
export const firstOfLanes = (order: OrderHead, channel: Channel): readonly number[] => {
  const segments = segmentsOf(order)
  if (!segments.channels.includes(channel)) return []
  return Array.from({ length: lanesOf(segments) }, (_, lane) => lane + 1)
}
