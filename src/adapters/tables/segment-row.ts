import { chainOf, segmentIdOf, type OrderId } from '../../domain/ids.ts'
import type { OrderedRecipient } from '../../domain/ordered-recipient.ts'
import type { Segment } from '../../domain/segments.ts'
import { gather, pack, spread, unpack } from './packing.ts'

/** A segment lies in a row of its own; the only one of an order lies in the order's. */
export interface SegmentRow {
  readonly segmentNumber: number
  /** What changes in its life: chunks, what is finished, and the tally. */
  readonly segmentLife: string
}

export const segmentKey = (order: OrderId, number: number) => ({
  partitionKey: chainOf(order),
  rowKey: segmentIdOf(order, number),
})

export const segmentLifeColumns = ({ chunks, finished, tally }: Segment) => ({
  segmentLife: JSON.stringify({ chunks, finished, tally }),
})

export const segmentColumns = (segment: Segment) => ({
  segmentNumber: segment.number,
  ...segmentLifeColumns(segment),
  ...spread('recipients', pack(segment.recipients)),
})

export function segmentFrom(row: SegmentRow & object): Segment {
  const bytes = gather('recipients', row as object as Record<string, unknown>)
  return {
    number: row.segmentNumber,
    recipients: bytes.length === 0 ? [] : (unpack(bytes) as OrderedRecipient[]),
    ...(JSON.parse(row.segmentLife) as Omit<Segment, 'number' | 'recipients'>),
  }
}
