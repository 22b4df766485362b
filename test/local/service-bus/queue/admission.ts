import type { QueueMessage } from './queue-message.ts'
import type { Queue } from './queue-state.ts'
import { addTo, type SubQueue } from './sub-queue.ts'

export const homeOf = (queue: Queue, message: QueueMessage): SubQueue =>
  message.deadLettered === true ? queue.deadLetters : queue.main

/** When the machine shows what the clock shows at `at`, unless the clock is moved before. */
export const machineTimeOf = (queue: Queue, at: number): number => at - queue.clock() + queue.now()

/** Gives a message its place by state and sequence number: when it comes, comes back, or is restored. */
export function admit(queue: Queue, message: QueueMessage): void {
  if (message.deadLettered !== true) queue.earliestExpiry = Math.min(queue.earliestExpiry, message.expiresAt)
  queue.wakeAt(machineTimeOf(queue, message.scheduledFor ?? message.expiresAt))
  if (message.state === 'scheduled') queue.schedule.add(message)
  addTo(homeOf(queue, message), message)
}
