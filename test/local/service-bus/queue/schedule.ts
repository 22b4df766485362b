import { createHeap, first, pop, push } from './heap.ts'
import type { QueueMessage } from './queue-message.ts'

/** Messages that wait for their time. */
export interface Schedule {
  readonly size: number
  add(message: QueueMessage): void
  find(sequenceNumber: number): QueueMessage | undefined
  remove(message: QueueMessage): void
  /** Takes out everything that is due, the earliest first. */
  takeDue(now: number): QueueMessage[]
  nextDueAt(): number | undefined
}

export function createSchedule(): Schedule {
  const waiting = new Map<number, QueueMessage>()
  const byTime = createHeap(dueAt)

  const next = (): QueueMessage | undefined => {
    for (let message = first(byTime); message !== undefined; message = first(byTime)) {
      if (waiting.has(message.sequenceNumber)) return message
      pop(byTime)
    }
    return undefined
  }

  return {
    get size() {
      return waiting.size
    },
    add(message) {
      waiting.set(message.sequenceNumber, message)
      push(byTime, message)
    },
    find: (sequenceNumber) => waiting.get(sequenceNumber),
    remove: (message) => void waiting.delete(message.sequenceNumber),
    takeDue(now) {
      const due = []
      for (let message = next(); message !== undefined && dueAt(message) <= now; message = next()) {
        waiting.delete(message.sequenceNumber)
        due.push(message)
      }
      return due
    },
    nextDueAt() {
      const message = next()
      return message && dueAt(message)
    },
  }
}

const dueAt = (message: QueueMessage) => message.scheduledFor ?? 0
