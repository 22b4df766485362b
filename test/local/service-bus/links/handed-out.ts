import { encodeDelivered } from '../messages/delivered-message.ts'
import type { Lock } from '../queue/locks.ts'
import type { QueueMessage } from '../queue/queue-message.ts'
import type { Queue } from '../queue/queue-state.ts'

/** Values of x-opt-message-state; an active message carries none. */
const states = { deferred: 1, scheduled: 2 } as const

/** The message encoded for a receiver, or, without a lock, for somebody who only looks. */
export function handedOut(queue: Queue, message: QueueMessage, lock?: Lock): Buffer {
  const { content, enqueuedSequenceNumber, state } = message
  return encodeDelivered(content, {
    deliveryCount: message.deliveryCount,
    enqueuedAt: message.enqueuedAt,
    expiresAt: message.expiresAt,
    sequenceNumber: message.sequenceNumber,
    ...(lock !== undefined && { lockedUntil: lock.until }),
    ...(enqueuedSequenceNumber !== undefined && { enqueuedSequenceNumber }),
    ...(state !== 'active' && { state: states[state] }),
    ...(message.deadLettered === true && { deadLetterSource: queue.name }),
  })
}
