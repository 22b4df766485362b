import type { EncodedMessage } from '../messages/encoded-message.ts'
import { admit, machineTimeOf } from './admission.ts'
import { dropIfExpired } from './dead-lettering.ts'
import { createDuplicateHistory } from './duplicate-history.ts'
import { noCounts } from './queue-counts.ts'
import type { QueueRules } from './queue-description.ts'
import { noLog, type QueueLog } from './queue-log.ts'
import type { QueueMessage } from './queue-message.ts'
import type { Queue } from './queue-state.ts'
import { createSchedule } from './schedule.ts'
import { settledInDeadLetters, settledInMain } from './settlement.ts'
import { createSubQueue, endExpiredLocks, isFree, removeFrom } from './sub-queue.ts'

export interface QueueSettings {
  readonly name: string
  readonly rules: QueueRules
  readonly now: () => number
  /** Left out, it is the same. */
  readonly clock?: () => number
  readonly log?: QueueLog
}

export function createQueue({ name, rules, now, clock = now, log = noLog }: QueueSettings): Queue {
  const { lockMilliseconds } = rules
  const queue: Queue = {
    name,
    rules,
    now,
    clock,
    log,
    main: createSubQueue({
      lockMilliseconds,
      now,
      wakeAt: (at) => queue.wakeAt(at),
      dropIfExpired: (message) => dropIfExpired(queue, message),
      settled: (message, settlement) => settledInMain(queue, message, settlement),
    }),
    deadLetters: createSubQueue({
      lockMilliseconds,
      now,
      wakeAt: (at) => queue.wakeAt(at),
      dropIfExpired: () => false,
      settled: (message, settlement) => settledInDeadLetters(queue, message, settlement),
    }),
    schedule: createSchedule(),
    history: createDuplicateHistory(rules.duplicateWindowMilliseconds),
    counts: noCounts(),
    lastSequenceNumber: 0,
    earliestExpiry: Infinity,
    wakeAt: () => undefined,
  }
  return queue
}

/** Answers the sequence number; a duplicate is accepted too, but its number names no message. */
export function enqueue(queue: Queue, content: EncodedMessage): number {
  const at = queue.now()
  queue.counts.messagesReceived++
  if (queue.rules.duplicateWindowMilliseconds > 0 && !queue.history.note(content.messageId, at)) {
    queue.counts.duplicatesDropped++
    return ++queue.lastSequenceNumber
  }
  const message = newMessage(queue, content, content.scheduledFor)
  if (message.state === 'scheduled') queue.counts.scheduled++
  queue.log.put(message, at)
  admit(queue, message)
  return message.sequenceNumber
}

/** Its lifetime begins when it can be received. */
function newMessage(queue: Queue, content: EncodedMessage, scheduledFor = 0): QueueMessage {
  const at = queue.clock()
  const waits = scheduledFor > at
  const enqueuedAt = waits ? scheduledFor : at
  return {
    sequenceNumber: ++queue.lastSequenceNumber,
    enqueuedAt,
    expiresAt: enqueuedAt + Math.min(content.timeToLive ?? Infinity, queue.rules.timeToLiveMilliseconds),
    content,
    deliveryCount: 0,
    state: waits ? 'scheduled' : 'active',
    ...(waits && { scheduledFor }),
  }
}

/** False, and nothing cancelled, unless every number is a message that waits for its time. */
export function cancelScheduled(queue: Queue, sequenceNumbers: readonly number[]): boolean {
  const messages = sequenceNumbers.flatMap((number) => queue.schedule.find(number) ?? [])
  if (messages.length < sequenceNumbers.length) return false
  for (const message of messages) {
    queue.schedule.remove(message)
    removeFrom(queue.main, message)
    queue.log.remove(message)
  }
  return true
}

/** Ends locks and lifetimes that are over, and lets scheduled messages in. */
export function tick(queue: Queue): void {
  endExpiredLocks(queue.main)
  endExpiredLocks(queue.deadLetters)
  for (const message of queue.schedule.takeDue(queue.clock())) activate(queue, message)
  if (queue.earliestExpiry <= queue.clock()) dropAllExpired(queue)
}

/** The message takes its place in the queue under a new number (as the service does). */
function activate(queue: Queue, waiting: QueueMessage): void {
  const { content, sequenceNumber: enqueuedSequenceNumber } = waiting
  const active = { ...newMessage(queue, content), enqueuedSequenceNumber }
  removeFrom(queue.main, waiting)
  queue.log.activate(waiting, active)
  admit(queue, active)
}

function dropAllExpired(queue: Queue): void {
  queue.earliestExpiry = Infinity
  for (const message of queue.main.messages.values()) {
    if (isFree(queue.main, message) && dropIfExpired(queue, message)) continue
    if (isFree(queue.main, message)) queue.earliestExpiry = Math.min(queue.earliestExpiry, message.expiresAt)
  }
}

/** When, by the machine, the next tick is needed. */
export const nextTickAt = (queue: Queue): number =>
  Math.min(
    queue.main.locks.nextExpiry() ?? Infinity,
    queue.deadLetters.locks.nextExpiry() ?? Infinity,
    machineTimeOf(queue, queue.schedule.nextDueAt() ?? Infinity),
    machineTimeOf(queue, queue.earliestExpiry),
  )
