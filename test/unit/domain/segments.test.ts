import { describe, expect, test } from 'vitest'
import { segmentsOf, withFinishedChunk, withResolvedSegment } from '../../../src/domain/progress.ts'
import {
  areAllFinished,
  isSegmentFinished,
  newSegments,
  tallyOf,
  tallyOfSegments,
} from '../../../src/domain/segments.ts'
import { noon, sampleOrder, secondsAfter } from './sample-order.ts'
import { chunkOfPart, delivered, reservedResult, sampleSegment, segmentedOrder } from './sample-segments.ts'

const later = secondsAfter(noon, 60)
const smsAt = (segment: number, chunk = 0) => chunkOfPart({ segment, chunk }, 'sms', { ...delivered, at: later })
const finish = (numbers: readonly number[], order = segmentedOrder({ count: 20 })) =>
  numbers.reduce((known, number) => withFinishedChunk({ order: known }, smsAt(number)).order, order)
const finishedOf = (order: ReturnType<typeof finish>) =>
  Array.from({ length: segmentsOf(order).count }, (_, i) => i + 1).filter((n) =>
    isSegmentFinished(segmentsOf(order), n),
  )

describe('segments of addresses, a chunk each', () => {
  test('are finished one by one, in any order, each by its own bit', () => {
    const numbers = [9, 1, 8, 20, 16, 17]
    expect(finishedOf(finish(numbers))).toEqual(numbers.toSorted((a, b) => a - b))
  })

  test('are counted as they are finished, and once: being told again changes nothing', () => {
    const once = finish([3])
    expect(once.segments?.tally).toEqual({ sms: { generated: 1, succeeded: 1 } })
    expect(withFinishedChunk({ order: once }, smsAt(3)).order).toBe(once)
  })

  test('complete their order with the last of them, when its last notification was final', () => {
    const numbers = Array.from({ length: 20 }, (_, i) => i + 1)
    const open = finish(numbers.slice(1))
    expect([open.state, areAllFinished(segmentsOf(open))]).toEqual(['Processing', false])
    expect(finish([1], open)).toMatchObject({
      state: 'Completed',
      processed: later,
      segments: { tally: { sms: { generated: 20, succeeded: 20 } } },
    })
  })

  test('leave what they were told of as it was', () => {
    const order = segmentedOrder({ count: 2 })
    finish([1], order)
    expect(finishedOf(order)).toEqual([])
  })

  test('that nobody knows are a bug', () => {
    expect(() => withFinishedChunk({ order: sampleOrder() }, smsAt(1))).toThrow(/not in segments/)
  })
})

describe('a segment that was resolved', () => {
  const order = segmentedOrder({ channels: ['email', 'sms'], isResolved: false })
  const email = chunkOfPart({ segment: 1, chunk: 0 }, 'email', delivered, reservedResult)
  const resolved = sampleSegment({ chunks: { email: [0], sms: [1] } })

  test('is finished with its last chunk, and completes its order then', () => {
    const first = withFinishedChunk({ order, segment: resolved }, email)
    expect(first.order).toBe(order)
    expect(first.segment).toMatchObject({ finished: [0], tally: { email: { generated: 2, succeeded: 1 } } })
    const second = withFinishedChunk(first, smsAt(1, 1))
    expect(second.order).toMatchObject({
      state: 'Completed',
      segments: { tally: { email: { generated: 2, succeeded: 1 }, sms: { generated: 1, succeeded: 1 } } },
    })
  })

  test('told twice of a chunk counts it once, and changes nothing', () => {
    const once = withFinishedChunk({ order, segment: resolved }, email)
    const twice = withFinishedChunk(once, email)
    expect([twice.order === once.order, twice.segment === once.segment]).toEqual([true, true])
    const all = withFinishedChunk(once, smsAt(1, 1))
    expect(withFinishedChunk(all, smsAt(1, 1)).order).toBe(all.order)
  })

  test('is never finished before it is known which chunks it has', () => {
    expect(withFinishedChunk({ order, segment: sampleSegment() }, email).order.state).toBe('Processing')
  })

  test('leaves its order open while others are', () => {
    const two = { ...order, segments: { ...segmentsOf(order), count: 2, finished: new Uint8Array(1) } }
    const both = [email, smsAt(1, 1)].reduce(withFinishedChunk, { order: two, segment: resolved })
    expect(both.order.state).toBe('Processing')
    expect(isSegmentFinished(segmentsOf(both.order), 1)).toBe(true)
  })
})

describe('resolving a segment', () => {
  const order = segmentedOrder({ channels: ['email', 'sms'], isResolved: false })
  const resolve = (...chunks: Parameters<typeof withResolvedSegment>[1]) =>
    withResolvedSegment({ order, segment: sampleSegment() }, chunks, later)

  test('tells the chunks of each channel', () => {
    const email = chunkOfPart({ segment: 1, chunk: 0 }, 'email', {})
    const { order: same, segment } = resolve(email, chunkOfPart({ segment: 1, chunk: 1 }, 'sms', {}))
    expect(segment).toMatchObject({ chunks: { email: [0], sms: [1] }, finished: [] })
    expect(same).toBe(order)
  })

  test('counts at once what can never be sent, and completes an order that has nothing else', () => {
    const none = chunkOfPart({ segment: 1, chunk: 0 }, 'email', { ...reservedResult, at: later })
    const half = resolve(none, chunkOfPart({ segment: 1, chunk: 1 }, 'sms', {}))
    expect(half).toMatchObject({ order: { state: 'Processing' }, segment: { finished: [0] } })
    const all = resolve(none)
    expect(all.order).toMatchObject({
      state: 'Completed',
      processed: later,
      segments: { tally: { email: { generated: 1, succeeded: 0 } } },
    })
  })

  test('to nobody at all finishes it', () => {
    expect(resolve().order).toMatchObject({ state: 'Completed', processed: later, segments: { tally: {} } })
  })
})

describe('the tally', () => {
  test('counts by channel what was generated, and what has succeeded so far', () => {
    const email = chunkOfPart({ segment: 1, chunk: 0 }, 'email', delivered, { state: 'accepted' }, { state: 'new' })
    expect(tallyOf(email, smsAt(1, 1), smsAt(2, 1))).toEqual({
      email: { generated: 3, succeeded: 2 },
      sms: { generated: 2, succeeded: 2 },
    })
    expect(tallyOf()).toEqual({})
  })

  test('of addresses knows from the beginning how many there will be', () => {
    const segments = newSegments({ count: 3, recipients: 205, channels: ['sms'], isResolved: true })
    expect(tallyOfSegments(segments)).toEqual({ sms: { generated: 205, succeeded: 0 } })
    const tally = { sms: { generated: 100, succeeded: 98 } }
    expect(tallyOfSegments({ ...segments, tally })).toEqual({ sms: { generated: 205, succeeded: 98 } })
  })

  test('of those who are looked up counts only what has been generated', () => {
    const tally = { email: { generated: 100, succeeded: 98 } }
    const segments = newSegments({ count: 3, recipients: 205, channels: ['email'], isResolved: false })
    expect(tallyOfSegments({ ...segments, tally })).toEqual(tally)
  })
})
