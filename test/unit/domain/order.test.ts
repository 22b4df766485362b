import { describe, expect, test } from 'vitest'
import type { NotificationState } from '../../../src/domain/notification.ts'
import { isPublishable, orderLifecycle, withChunk, type OrderState } from '../../../src/domain/order.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from './sample-order.ts'

const later = secondsAfter(noon, 60)
const chunkIn = (...states: NotificationState[]) =>
  sampleChunk(...states.map((state, i) => sampleNotification({ state, index: i + 1 })))

describe('an order with a changed chunk', () => {
  test('is being processed from its first change on, and remembers when that began', () => {
    const order = withChunk(sampleOrder(), chunkIn('claimed'), later)
    expect(order).toMatchObject({ state: 'Processing', processed: later, chunk: chunkIn('claimed') })
    expect(withChunk(order, chunkIn('accepted'), secondsAfter(later, 60))).toMatchObject({
      state: 'Processing',
      processed: later,
    })
  })

  test.each(['Registered', 'Processing'] satisfies OrderState[])('in state %s completes with the last one', (state) => {
    const order = sampleOrder({ state })
    expect(withChunk(order, chunkIn('final', 'accepted'), later).state).toBe('Processing')
    expect(withChunk(order, chunkIn('final', 'final'), later)).toMatchObject({ state: 'Completed', processed: later })
  })

  test('keeps the moment of its completion', () => {
    const completed = withChunk(sampleOrder(), chunkIn('final'), later)
    expect(withChunk(completed, chunkIn('final'), secondsAfter(later, 60)).processed).toEqual(later)
  })
})

test.each([
  ['Registered', 'Order_Registered', false],
  ['Processing', 'Order_Processed', false],
  ['Completed', 'Order_Completed', true],
  ['SendConditionNotMet', 'Order_SendConditionNotMet', true],
  ['Cancelled', 'Order_Cancelled', false],
] as const)('the outside sees %s as %s; owed to the feed: %s', (state, lifecycle, publishable) => {
  const order = sampleOrder({ state })
  expect([orderLifecycle(order), isPublishable(order)]).toEqual([lifecycle, publishable])
})
