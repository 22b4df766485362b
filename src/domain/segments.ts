import type { Channel } from './channel.ts'
import { hasSucceeded, type Chunk } from './notification.ts'
import type { OrderedRecipient } from './ordered-recipient.ts'

/**
 * How far an order in segments has come. A segment is a hundred recipients as ordered; its notifications lie in chunks,
 * rows of their own. What is finished is kept as a set, never as a count, so that being told twice changes nothing.
 */
export interface Segments {
  readonly count: number
  /** In all segments. */
  readonly recipients: number
  /** Bit `n - 1` of the set says that segment `n` is finished. */
  readonly finished: Uint8Array
  readonly tally: Tally
  /** Channels that the order may use. */
  readonly channels: readonly Channel[]
  /** Addresses only: one chunk per segment, written with the order. Else its recipients are resolved when it is due. */
  readonly isResolved: boolean
}

/** Outcomes of the notifications of finished segments. */
export type Tally = Readonly<Partial<Record<Channel, { readonly generated: number; readonly succeeded: number }>>>

/** Recipients whose addresses are found when the order is due. */
export interface Segment {
  readonly number: number
  readonly recipients: readonly OrderedRecipient[]
  /** The chunks of every channel; absent while nobody has resolved the recipients. */
  readonly chunks?: Readonly<Partial<Record<Channel, readonly number[]>>>
  readonly finished: readonly number[]
  readonly tally: Tally
}

export const newSegments = (of: Pick<Segments, 'count' | 'recipients' | 'channels' | 'isResolved'>): Segments => ({
  ...of,
  finished: new Uint8Array(Math.ceil(of.count / 8)),
  tally: {},
})

/** What is known without looking at the notifications: whoever is in an unfinished segment has not succeeded yet. */
export function tallyOfSegments({ tally, isResolved, channels, recipients }: Segments): Tally {
  const [channel] = channels
  if (!isResolved || channel === undefined) return tally
  return { [channel]: { generated: recipients, succeeded: tally[channel]?.succeeded ?? 0 } }
}

export const isSegmentFinished = ({ finished }: Segments, number: number) =>
  ((finished[(number - 1) >> 3] ?? 0) & (1 << ((number - 1) & 7))) !== 0

export const areAllFinished = (segments: Segments) =>
  Array.from({ length: segments.count }, (_, i) => i + 1).every((number) => isSegmentFinished(segments, number))

export const tallyOf = (...chunks: readonly Chunk[]): Tally => chunks.map(ofChunk).reduce(added, {})

const ofChunk = ({ channel, notifications }: Chunk): Tally => ({
  [channel]: { generated: notifications.length, succeeded: notifications.filter(hasSucceeded).length },
})

export function added(to: Tally, more: Tally): Tally {
  const sum = { ...to }
  for (const channel of ['email', 'sms'] as const) {
    const [a, b] = [to[channel], more[channel]]
    if (b !== undefined) {
      sum[channel] = { generated: b.generated + (a?.generated ?? 0), succeeded: b.succeeded + (a?.succeeded ?? 0) }
    }
  }
  return sum
}
