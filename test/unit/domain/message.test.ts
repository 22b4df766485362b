import { describe, expect, test } from 'vitest'
import {
  copyOf,
  firstMessage,
  growingDelaySeconds,
  messageId,
  retryOf,
  startQueueOf,
  type OrderMessage,
} from '../../../src/domain/message.ts'
import { sampleOrder } from './sample-order.ts'
import { segmentedOrder } from './sample-segments.ts'

const order = sampleOrder().id
const first = firstMessage(order, 'door')

describe('a copy', () => {
  test('asks for the same with a higher hop', () => expect(copyOf(first)).toEqual({ ...first, hop: 1 }))

  test('after a fault counts the attempt, too', () => {
    expect(retryOf(copyOf(first))).toEqual({ order, origin: 'door', attempt: 1, hop: 2 })
  })
})

describe('message ids', () => {
  test('differ by queue, order, origin, attempt and hop', () => {
    const base: OrderMessage = { order, origin: 'door', attempt: 1, hop: 1 }
    const changes: Partial<OrderMessage>[] = [
      {},
      { order: sampleOrder().id },
      { origin: 'watch@2026-11-23T12:00' },
      { origin: 'watch@2026-11-23T12:01' },
      { attempt: 2 },
      { hop: 2 },
      { attempt: 11, hop: 1 },
      { attempt: 1, hop: 11 },
    ]
    const ids = changes.flatMap((change) => [
      messageId('email-send', { ...base, ...change }),
      messageId('feed', { ...base, ...change }),
    ])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('are the same for the same request, so that a repeated post counts once', () => {
    expect(messageId('email-send', firstMessage(order, 'door'))).toBe(messageId('email-send', first))
  })

  test('a chain of copies and retries never repeats one', () => {
    const ids = new Set<string>()
    let message = first
    for (let i = 0; i < 100; i++) {
      ids.add(messageId('email-send', message))
      message = i % 3 === 0 ? retryOf(message) : copyOf(message)
    }
    expect(ids.size).toBe(100)
  })

  test('fit into the 128 characters of Service Bus, whatever may happen in 14 days', () => {
    const longest = { order, origin: 'watch@2026-11-23T12:00', attempt: 1_209_600, hop: 1_209_600 }
    expect(messageId('email-send', longest).length).toBeLessThanOrEqual(128)
  })
})

test('the delay after a fault doubles up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 2000].map(growingDelaySeconds)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

describe('a message about a part', () => {
  const part = { segment: 16_383, chunk: 655, goesOn: true }
  const about = (of: NonNullable<OrderMessage['part']>) => messageId('sms-send', { ...first, part: of })

  test('has another id for every part, and for the one that goes on', () => {
    const others = [
      { segment: 1, goesOn: true },
      { segment: 1, chunk: 0, goesOn: true },
      { segment: 1, goesOn: false },
    ]
    const ids = [part, ...others].map(about)
    expect(new Set([messageId('sms-send', first), ...ids]).size).toBe(5)
  })

  test('has an id that Service Bus takes, whatever its part', () => {
    const watch = { ...retryOf(copyOf({ ...first, origin: 'watch@2026-11-23T12:00', part })), attempt: 99, hop: 9_999 }
    expect(messageId('email-send', watch).length).toBeLessThanOrEqual(128)
  })
})

describe('where an order’s way begins', () => {
  test('is the queue of its channel where it is whole, and the queue of orders where it is in segments', () => {
    const { chunk } = sampleOrder()
    expect(startQueueOf(sampleOrder())).toBe('email-send')
    expect(startQueueOf(sampleOrder({ chunk: { ...chunk, channel: 'sms' } }))).toBe('sms-send')
    expect(startQueueOf(segmentedOrder())).toBe('orders')
  })
})

test('a place in the rate is not handed on: a copy takes its own', () => {
  expect(copyOf({ ...first, places: 5 })).not.toHaveProperty('places')
  expect(retryOf({ ...first, places: 5 })).not.toHaveProperty('places')
})
