import { withApplicationProperties } from '../messages/application-properties.ts'
import type { PropertyChanges, QueueMessage } from './queue-message.ts'
import type { Queue } from './queue-state.ts'
import { addTo, removeFrom } from './sub-queue.ts'

/** Reasons that the service itself gives. */
const expired: PropertyChanges = {
  DeadLetterReason: 'TTLExpiredException',
  DeadLetterErrorDescription: 'The message expired and was dead lettered.',
}

export const tooManyDeliveries = (deliveries: number): PropertyChanges => ({
  DeadLetterReason: 'MaxDeliveryCountExceeded',
  DeadLetterErrorDescription: `Message could not be consumed after ${deliveries} delivery attempts.`,
})

/** Moves the message to the dead-letter queue; it keeps its sequence number. */
export function deadLetter(queue: Queue, message: QueueMessage, properties: PropertyChanges): void {
  removeFrom(queue.main, message)
  message.content = withApplicationProperties(message.content, properties)
  message.state = 'active'
  message.deadLettered = true
  queue.counts.deadLettered++
  queue.log.put(message)
  addTo(queue.deadLetters, message)
}

export function dropIfExpired(queue: Queue, message: QueueMessage): boolean {
  if (message.expiresAt > queue.clock()) return false
  if (queue.rules.deadLetterOnExpiration) {
    deadLetter(queue, message, expired)
  } else {
    removeFrom(queue.main, message)
    queue.log.remove(message)
  }
  return true
}
