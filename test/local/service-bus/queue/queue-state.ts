import type { DuplicateHistory } from './duplicate-history.ts'
import type { QueueCounts } from './queue-counts.ts'
import type { QueueRules } from './queue-description.ts'
import type { QueueLog } from './queue-log.ts'
import type { Schedule } from './schedule.ts'
import type { SubQueue } from './sub-queue.ts'

/** One queue with its dead-letter queue: rules and state only. Time and journal are given, nothing is read or sent. */
export interface Queue {
  readonly name: string
  readonly rules: QueueRules
  /** Milliseconds since 1970, by the machine: for locks and the duplicate window. */
  readonly now: () => number
  /** The same by the clock that can be moved: for what is scheduled, and for lifetimes. */
  readonly clock: () => number
  readonly log: QueueLog
  readonly main: SubQueue
  readonly deadLetters: SubQueue
  readonly schedule: Schedule
  readonly history: DuplicateHistory
  readonly counts: QueueCounts
  /** The sequence number given last. */
  lastSequenceNumber: number
  /** No free message of the main queue expires before this moment. */
  earliestExpiry: number
  /** Told when, by the machine, something will be due. */
  wakeAt: (at: number) => void
}
