import type { EncodedMessage } from '../messages/encoded-message.ts'

/** A message as a queue keeps it; times are milliseconds since 1970 of the clock that can be moved. */
export interface QueueMessage {
  readonly sequenceNumber: number
  readonly enqueuedAt: number
  readonly expiresAt: number
  content: EncodedMessage
  /** Deliveries that ended without settling the message. */
  deliveryCount: number
  state: MessageState
  /** When a scheduled message is due. */
  readonly scheduledFor?: number
  /** The number it had while it was scheduled. */
  readonly enqueuedSequenceNumber?: number
  /** Stands in the dead-letter queue. */
  deadLettered?: boolean
}

export type MessageState = 'active' | 'deferred' | 'scheduled'

/** What a receiver makes of a message that it holds the lock of. */
export type Settlement =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon' | 'defer'; readonly properties?: PropertyChanges }
  | { readonly kind: 'deadLetter'; readonly properties?: PropertyChanges }
  /** Given back unseen: does not count as a delivery. */
  | { readonly kind: 'release' }

/** Application properties to set, as rhea reads and writes them. */
export type PropertyChanges = Readonly<Record<string, unknown>>
