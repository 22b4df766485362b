import { createHeap, pop, push, type Heap } from './heap.ts'
import { createLocks, type Lock, type Locks } from './locks.ts'
import type { QueueMessage, Settlement } from './queue-message.ts'

/** What differs between a queue and its dead-letter queue. */
export interface SubQueueRules {
  readonly lockMilliseconds: number
  readonly now: () => number
  /** Told when a lock will end. */
  wakeAt(at: number): void
  /** Asked before a message is handed out; true when it is too old and has been dealt with. */
  dropIfExpired(message: QueueMessage): boolean
  /** Decides where a message goes after a delivery. */
  settled(message: QueueMessage, settlement: Settlement): void
}

/** Messages that can be received, locked and settled: a queue, or its dead-letter queue. */
export interface SubQueue {
  readonly rules: SubQueueRules
  readonly messages: Map<number, QueueMessage>
  /** Messages to hand out next; some may have left since. */
  readonly free: Heap<QueueMessage>
  readonly locks: Locks
  /** Deferred and not locked. */
  readonly deferred: Set<QueueMessage>
  /** Called whenever a message may have become free. */
  onFree: () => void
}

export const createSubQueue = (rules: SubQueueRules): SubQueue => ({
  rules,
  messages: new Map(),
  free: createHeap((message) => message.sequenceNumber),
  locks: createLocks(rules.lockMilliseconds),
  deferred: new Set(),
  onFree: () => undefined,
})

/** Also puts a message back whose lock has ended. */
export function addTo(queue: SubQueue, message: QueueMessage): void {
  queue.messages.set(message.sequenceNumber, message)
  if (message.state === 'deferred') queue.deferred.add(message)
  if (message.state !== 'active') return
  push(queue.free, message)
  queue.onFree()
}

export function removeFrom(queue: SubQueue, message: QueueMessage): void {
  queue.messages.delete(message.sequenceNumber)
  queue.deferred.delete(message)
}

export const isFree = (queue: SubQueue, message: QueueMessage): boolean =>
  message.state === 'active' && queue.messages.get(message.sequenceNumber) === message && !queue.locks.isLocked(message)

function nextFree(queue: SubQueue): QueueMessage | undefined {
  for (let message = pop(queue.free); message !== undefined; message = pop(queue.free)) {
    if (isFree(queue, message) && !queue.rules.dropIfExpired(message)) return message
  }
  return undefined
}

/** Locks the message with the lowest sequence number that is free. */
export function take(queue: SubQueue): Lock | undefined {
  const message = nextFree(queue)
  return message && lock(queue, message)
}

function lock(queue: SubQueue, message: QueueMessage): Lock {
  const lock = queue.locks.lock(message, queue.rules.now())
  queue.rules.wakeAt(lock.until)
  return lock
}

/** The same, but the message is gone with it. */
export function takeForGood(queue: SubQueue): QueueMessage | undefined {
  const message = nextFree(queue)
  if (message !== undefined) queue.rules.settled(message, { kind: 'complete' })
  return message
}

/** Undefined, and nothing locked, unless every number is a deferred message that nobody holds. */
export function takeDeferred(queue: SubQueue, sequenceNumbers: readonly number[]): Lock[] | undefined {
  const found = sequenceNumbers.flatMap((number) => queue.messages.get(number) ?? [])
  const free = found.filter((message) => queue.deferred.has(message) && !queue.rules.dropIfExpired(message))
  if (free.length < sequenceNumbers.length) return undefined
  return free.map((message) => {
    queue.deferred.delete(message)
    return lock(queue, message)
  })
}

/** False when the lock is lost. */
export function settle(queue: SubQueue, token: string, settlement: Settlement): boolean {
  const lock = queue.locks.find(token, queue.rules.now())
  if (lock !== undefined) endLock(queue, lock, settlement)
  return lock !== undefined
}

function endLock(queue: SubQueue, lock: Lock, settlement: Settlement): void {
  queue.locks.release(lock)
  queue.rules.settled(lock.message, settlement)
}

/** The new end of every lock; undefined, and nothing renewed, when one is lost. */
export function renew(queue: SubQueue, tokens: readonly string[]): number[] | undefined {
  const now = queue.rules.now()
  const locks = tokens.flatMap((token) => queue.locks.find(token, now) ?? [])
  if (locks.length < tokens.length) return undefined
  for (const lock of locks) queue.locks.renew(lock, now)
  return locks.map(({ until }) => until)
}

/** In the order of sequence numbers, whatever their state. */
export function peek(queue: SubQueue, from: number, count: number): QueueMessage[] {
  const numbers = [...queue.messages.keys()].filter((number) => number >= from).sort((one, other) => one - other)
  return numbers.slice(0, count).flatMap((number) => queue.messages.get(number) ?? [])
}

/** A lock that runs out counts as a delivery that was abandoned. */
export function endExpiredLocks(queue: SubQueue): void {
  for (const lock of queue.locks.expired(queue.rules.now())) endLock(queue, lock, { kind: 'abandon' })
}
