import type { QueueMessage } from './queue-message.ts'

/** What a queue tells the journal: every change that must outlive the process. */
export interface QueueLog {
  /** The whole message as it is now; with the time of its arrival when it has just come in. */
  put(message: QueueMessage, arrivedAt?: number): void
  /** Delivery count and state, the content being as before. */
  mark(message: QueueMessage): void
  /** A scheduled message takes its place in the queue under a new number. */
  activate(scheduled: QueueMessage, active: QueueMessage): void
  remove(message: QueueMessage): void
}

export const noLog: QueueLog = {
  put: () => undefined,
  mark: () => undefined,
  activate: () => undefined,
  remove: () => undefined,
}
