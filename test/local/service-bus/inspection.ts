import { sumOf, type QueueCounts } from './queue/queue-counts.ts'
import type { Queue } from './queue/queue-state.ts'

export interface ServiceBusInspection {
  readonly queues: Readonly<Record<string, QueueInspection>>
  readonly counts: QueueCounts
}

/** Every message of a queue stands in exactly one of these numbers. */
export interface QueueInspection {
  /** Free to be received. */
  readonly active: number
  readonly locked: number
  readonly scheduled: number
  readonly deferred: number
  readonly deadLettered: number
  /** ISO 8601; left out when nothing is scheduled. */
  readonly nextScheduledAt?: string
  readonly counts: QueueCounts
}

export const inspectQueues = (queues: readonly Queue[]): ServiceBusInspection => ({
  queues: Object.fromEntries(queues.map((queue) => [queue.name, inspectQueue(queue)])),
  counts: sumOf(queues.map(({ counts }) => counts)),
})

function inspectQueue({ main, deadLetters, schedule, counts }: Queue): QueueInspection {
  const [locked, scheduled, deferred] = [main.locks.size, schedule.size, main.deferred.size]
  const nextScheduledAt = schedule.nextDueAt()
  return {
    active: main.messages.size - locked - scheduled - deferred,
    locked,
    scheduled,
    deferred,
    deadLettered: deadLetters.messages.size,
    ...(nextScheduledAt !== undefined && { nextScheduledAt: new Date(nextScheduledAt).toISOString() }),
    counts: { ...counts },
  }
}
