import type { Channel } from '../../../src/domain/channel.ts'
import type { Part } from '../../../src/domain/ids.ts'
import type { Chunk, Notification } from '../../../src/domain/notification.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import { newSegments, type Segment, type Segments } from '../../../src/domain/segments.ts'
import { sampleNotification, sampleOrder } from './sample-order.ts'

/** An order on its way whose notifications lie elsewhere; without changes to addresses by SMS in one segment. */
export function segmentedOrder(of: Partial<Segments> = {}, changes: Partial<OrderHead> = {}): OrderHead {
  const { chunk: _, ...head } = sampleOrder({ state: 'Processing' })
  const { count = 1, recipients = count * 100, channels = ['sms'], isResolved = true } = of
  return { ...head, segments: { ...newSegments({ count, recipients, channels, isResolved }), ...of }, ...changes }
}

export const sampleSegment = (changes: Partial<Segment> = {}): Segment => ({
  number: 1,
  recipients: [{ nationalIdentityNumber: '16069412345' }],
  finished: [],
  tally: {},
  ...changes,
})

/** A chunk with a notification for each of the changes, numbered as they would be there. */
export function chunkOfPart(part: Part, channel: Channel, ...of: readonly Partial<Notification>[]): Chunk {
  const address = channel === 'email' ? 'ola@example.no' : '+4799999999'
  const notifications = of.map((changes, i) =>
    sampleNotification({ index: part.chunk * 100 + i + 1, address, ...changes }),
  )
  return { channel, part, notifications }
}

export const delivered = { state: 'final', result: 'Delivered' } as const
export const reservedResult = { state: 'final', result: 'Failed_RecipientReserved', address: '' } as const
