import { randomUUID } from 'node:crypto'
import type { QueueMessage } from './queue-message.ts'

export interface Lock {
  /** A GUID in its usual spelling. */
  readonly token: string
  readonly message: QueueMessage
  /** Milliseconds since 1970. */
  until: number
}

export interface Locks {
  readonly size: number
  lock(message: QueueMessage, now: number): Lock
  isLocked(message: QueueMessage): boolean
  /** Undefined when the token is unknown or its time is over. */
  find(token: string, now: number): Lock | undefined
  renew(lock: Lock, now: number): void
  release(lock: Lock): void
  expired(now: number): Lock[]
  nextExpiry(): number | undefined
}

/** Every lock of a queue lasts equally long, so the order of insertion is the order of expiry. */
export function createLocks(milliseconds: number): Locks {
  const locks = new Map<string, Lock>()
  const locked = new Set<QueueMessage>()
  return {
    get size() {
      return locks.size
    },
    lock(message, now) {
      const lock = { token: randomUUID(), message, until: now + milliseconds }
      locks.set(lock.token, lock)
      locked.add(message)
      return lock
    },
    isLocked: (message) => locked.has(message),
    find(token, now) {
      const lock = locks.get(token)
      return lock !== undefined && lock.until > now ? lock : undefined
    },
    renew(lock, now) {
      lock.until = now + milliseconds
      locks.delete(lock.token)
      locks.set(lock.token, lock)
    },
    release(lock) {
      locks.delete(lock.token)
      locked.delete(lock.message)
    },
    expired: (now) => takeWhile(locks.values(), (lock) => lock.until <= now),
    nextExpiry: () => locks.values().next().value?.until,
  }
}

function takeWhile<Item>(items: Iterable<Item>, wanted: (item: Item) => boolean): Item[] {
  const taken = []
  for (const item of items) {
    if (!wanted(item)) break
    taken.push(item)
  }
  return taken
}
