import type { Channel } from './channel.ts'
import { BrokenPromise } from './faults.ts'
import { isFinished, partOfChunk, type Chunk } from './notification.ts'
import type { OrderHead } from './order.ts'
import {
  added,
  areAllFinished,
  isSegmentFinished,
  tallyOf,
  type Segment,
  type Segments,
  type Tally,
} from './segments.ts'

/** An order and, where its recipients had to be resolved, one of its segments. */
export interface Progress {
  readonly order: OrderHead
  readonly segment?: Segment
}

/**
 * What finishing a chunk does to its segment and its order: the segment is finished with its last chunk, the order
 * with its last segment. The same objects come back when that was known already.
 */
export function withFinishedChunk({ order, segment }: Progress, chunk: Chunk): Progress {
  const at = lastChange(chunk)
  const part = partOfChunk(chunk)
  if (segment === undefined) return { order: withFinishedSegment(order, part.segment, { tally: tallyOf(chunk), at }) }
  if (segment.finished.includes(part.chunk)) return { order, segment }
  const next: Segment = {
    ...segment,
    finished: [...segment.finished, part.chunk],
    tally: added(segment.tally, tallyOf(chunk)),
  }
  return settled({ order, segment: next }, at)
}

/** A segment that has been resolved, with the chunks that this made; some may hold nothing that can be sent. */
export function withResolvedSegment({ order, segment }: Required<Progress>, chunks: readonly Chunk[], at: Date) {
  const of = (channel: Channel) =>
    chunks.flatMap((chunk) => (chunk.channel === channel ? [partOfChunk(chunk).chunk] : []))
  const resolved: Progress = { order, segment: { ...segment, chunks: { email: of('email'), sms: of('sms') } } }
  const progress = chunks.filter(isFinished).reduce((known, chunk) => withFinishedChunk(known, chunk), resolved)
  return chunks.length === 0 ? settled(progress, at) : progress
}

/** A chunk is finished since its last notification is. */
const lastChange = ({ notifications }: Chunk) => new Date(Math.max(...notifications.map(({ at }) => at.getTime())))

function settled(progress: Progress, at: Date): Progress {
  const { order, segment } = progress
  if (segment?.chunks === undefined) return progress
  const chunks = [...(segment.chunks.email ?? []), ...(segment.chunks.sms ?? [])]
  if (!chunks.every((chunk) => segment.finished.includes(chunk))) return progress
  return { order: withFinishedSegment(order, segment.number, { tally: segment.tally, at }), segment }
}

function withFinishedSegment(order: OrderHead, number: number, { tally, at }: { tally: Tally; at: Date }): OrderHead {
  const segments = segmentsOf(order)
  if (isSegmentFinished(segments, number)) return order
  const finished = Uint8Array.from(segments.finished)
  finished[(number - 1) >> 3] = (finished[(number - 1) >> 3] ?? 0) | (1 << ((number - 1) & 7))
  const next = { ...segments, finished, tally: added(segments.tally, tally) }
  return areAllFinished(next)
    ? { ...order, segments: next, state: 'Completed', processed: at }
    : { ...order, segments: next }
}

/** @throws BrokenPromise when the order keeps its notifications in its own row */
export function segmentsOf({ segments, id }: OrderHead): Segments {
  if (segments === undefined) throw new BrokenPromise(`order ${id} is not in segments`)
  return segments
}
