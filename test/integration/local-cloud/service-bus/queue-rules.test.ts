import rhea from 'rhea'
import { expect, test } from 'vitest'
import { parseMessage } from '../../../local/service-bus/messages/encoded-message.ts'
import { queueRules } from '../../../local/service-bus/queue/queue-description.ts'
import type { Queue } from '../../../local/service-bus/queue/queue-state.ts'
import { createQueue, enqueue, nextTickAt, tick } from '../../../local/service-bus/queue/queue.ts'
import { peek, renew, settle, take } from '../../../local/service-bus/queue/sub-queue.ts'
import { describedQueue } from './started-broker.ts'

/** A queue whose clock is turned by hand. */
function queueAt(start: number, changes: Partial<typeof describedQueue> = {}) {
  let now = start
  const queue = createQueue({ name: 'orders', rules: queueRules({ ...describedQueue, ...changes }), now: () => now })
  const turnTo = (at: number) => {
    now = at
    tick(queue)
  }
  return { queue, turnTo }
}

interface Sent {
  ttl?: number
  due?: number
  id?: string
}

const message = ({ ttl, due, id }: Sent) =>
  parseMessage(
    rhea.message.encode({
      body: 1,
      ...(id !== undefined && { message_id: id }),
      ...(ttl !== undefined && { ttl }),
      ...(due !== undefined && { message_annotations: { 'x-opt-scheduled-enqueue-time': new Date(due) } }),
    }),
  )

const sendTo = (queue: Queue, ...messages: Sent[]) => messages.map((sent) => enqueue(queue, message(sent)))

/** Takes and completes whatever is free. */
function takeAll(queue: Queue): number[] {
  const numbers = []
  for (let lock = take(queue.main); lock !== undefined; lock = take(queue.main)) {
    numbers.push(lock.message.sequenceNumber)
    settle(queue.main, lock.token, { kind: 'complete' })
  }
  return numbers
}

test('messages are taken in the order of their numbers, also those that were given back', () => {
  const { queue } = queueAt(0)
  sendTo(queue, {}, {}, {}, {}, {})
  const locks = [take(queue.main), take(queue.main), take(queue.main)]
  for (const index of [2, 0, 1]) settle(queue.main, locks[index]?.token ?? '', { kind: 'abandon' })
  expect(takeAll(queue)).toEqual([1, 2, 3, 4, 5])
})

test('dead letters are shown and taken in the order of their numbers, whenever they came', () => {
  const { queue } = queueAt(0)
  sendTo(queue, {}, {}, {})
  const locks = [take(queue.main), take(queue.main), take(queue.main)]
  for (const lock of locks.reverse()) settle(queue.main, lock?.token ?? '', { kind: 'deadLetter' })
  expect(peek(queue.deadLetters, 2, 10).map(({ sequenceNumber }) => sequenceNumber)).toEqual([2, 3])
  expect(peek(queue.deadLetters, 0, 1).map(({ sequenceNumber }) => sequenceNumber)).toEqual([1])
  expect(take(queue.deadLetters)?.message.sequenceNumber).toBe(1)
})

test('a queue says when it has to be looked at again', () => {
  const { queue, turnTo } = queueAt(0, { lockDuration: 'PT10S', defaultMessageTimeToLive: 'PT1H' })
  expect(nextTickAt(queue)).toBe(Infinity)
  sendTo(queue, { due: 30_000 }, { due: 20_000 }, {})
  expect(nextTickAt(queue)).toBe(20_000)
  const lock = take(queue.main)
  expect(nextTickAt(queue)).toBe(10_000)
  turnTo(5_000)
  renew(queue.main, [lock?.token ?? ''])
  expect(nextTickAt(queue)).toBe(15_000)
  settle(queue.main, lock?.token ?? '', { kind: 'complete' })
  turnTo(40_000)
  expect(takeAll(queue)).toEqual([4, 5])
})

test('a renewed lock outlives the ones that were taken after it', () => {
  const { queue, turnTo } = queueAt(0, { lockDuration: 'PT10S' })
  sendTo(queue, {}, {})
  const [first, second] = [take(queue.main), take(queue.main)]
  turnTo(5_000)
  renew(queue.main, [first?.token ?? ''])
  turnTo(12_000)
  expect(settle(queue.main, second?.token ?? '', { kind: 'complete' })).toBe(false)
  expect(takeAll(queue)).toEqual([2])
  expect(settle(queue.main, first?.token ?? '', { kind: 'complete' })).toBe(true)
})

test('one lost lock keeps the others from being renewed', () => {
  const { queue, turnTo } = queueAt(0, { lockDuration: 'PT10S' })
  sendTo(queue, {})
  const lock = take(queue.main)
  turnTo(5_000)
  expect(renew(queue.main, [lock?.token ?? '', 'unknown'])).toBeUndefined()
  turnTo(10_000)
  expect(takeAll(queue)).toEqual([1])
})

test('a message does not expire while it is locked, but when it comes back', () => {
  const { queue, turnTo } = queueAt(0, { lockDuration: 'PT10S' })
  sendTo(queue, { ttl: 5_000 })
  const lock = take(queue.main)
  turnTo(7_000)
  expect(queue.deadLetters.messages.size).toBe(0)
  settle(queue.main, lock?.token ?? '', { kind: 'abandon' })
  turnTo(7_001)
  expect([queue.main.messages.size, queue.deadLetters.messages.size]).toEqual([0, 1])
})

test('an expired message is never handed out, even before anybody has looked', () => {
  let now = 0
  const queue = createQueue({ name: 'orders', rules: queueRules(describedQueue), now: () => now })
  sendTo(queue, { ttl: 5_000 }, {})
  now = 5_000
  expect(takeAll(queue)).toEqual([2])
  expect(queue.deadLetters.messages.size).toBe(1)
})

test('only what has expired goes, and the rest at its own time', () => {
  const { queue, turnTo } = queueAt(0)
  sendTo(queue, { ttl: 1_000 }, { ttl: 3_000 }, { ttl: 2_000 })
  const left = [500, 1_000, 2_000, 3_000].map((at) => {
    turnTo(at)
    return queue.main.messages.size
  })
  expect(left).toEqual([3, 2, 1, 0])
})

test('the lifetime of a scheduled message begins when it is due', () => {
  const { queue, turnTo } = queueAt(0)
  sendTo(queue, { due: 60_000, ttl: 1_000 })
  turnTo(60_000)
  expect(queue.main.messages.size).toBe(1)
  turnTo(61_000)
  expect(queue.main.messages.size).toBe(0)
})

test('a duplicate does not prolong the memory of its id', () => {
  const { queue, turnTo } = queueAt(0, { duplicateDetectionHistoryTimeWindow: 'PT10S' })
  for (const at of [0, 6_000, 11_000]) {
    turnTo(at)
    sendTo(queue, { id: 'same' })
  }
  expect(queue.main.messages.size).toBe(2)
})

test('without a window nothing is a duplicate', () => {
  const { defaultMessageTimeToLive, lockDuration, maxDeliveryCount } = describedQueue
  const rules = queueRules({ defaultMessageTimeToLive, lockDuration, maxDeliveryCount })
  const queue = createQueue({ name: 'orders', rules, now: () => 0 })
  sendTo(queue, { id: 'same' }, { id: 'same' })
  expect(queue.main.messages.size).toBe(2)
})

test('ids are equal only when their types are', () => {
  const { queue } = queueAt(0)
  for (const message_id of ['7', 7, rhea.string_to_uuid('00000000-0000-0000-0000-000000000007'), 7])
    enqueue(queue, parseMessage(rhea.message.encode({ message_id, body: 1 })))
  expect(queue.main.messages.size).toBe(3)
})

test('a duration that is none is named', () => {
  expect(() => queueRules({ maxDeliveryCount: 1, lockDuration: '1 minute' })).toThrow('1 minute')
})
