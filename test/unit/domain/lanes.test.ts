import { describe, expect, test } from 'vitest'
import type { Channel } from '../../../src/domain/channel.ts'
import { firstOfLanes, lanesOf, nextOfLane } from '../../../src/domain/lanes.ts'
import { segmentedOrder } from './sample-segments.ts'

const both: readonly Channel[] = ['email', 'sms']
const segmentsOf = (count: number, channels: readonly Channel[] = ['sms']) => ({
  count,
  recipients: count * 100,
  channels,
  isResolved: true,
  finished: new Uint8Array(Math.ceil(count / 8)),
  tally: {},
})

/** Segments 1 to 8 in the first byte. */
const finished = (...bytes: readonly number[]) => Uint8Array.from(bytes)

describe('lanes', () => {
  test.each([
    [1, ['sms'], 1],
    [7, ['sms'], 7],
    [8, ['sms'], 8],
    [16_383, ['sms'], 8],
    [3, both, 3],
    [4, both, 4],
    [100, both, 4],
  ] as const)('of %i segments by %j are %i: eight for the whole order', (count, channels, lanes) => {
    expect(lanesOf(segmentsOf(count, channels))).toBe(lanes)
  })

  test('begin at the first segments, and only for the channels of the order', () => {
    const order = segmentedOrder(segmentsOf(20))
    expect(firstOfLanes(order, 'sms')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(firstOfLanes(order, 'email')).toEqual([])
    expect(firstOfLanes(segmentedOrder(segmentsOf(20, both)), 'email')).toEqual([1, 2, 3, 4])
  })

  test('meet every segment once', () => {
    for (const [count, channels] of [
      [1, ['sms']],
      [8, ['sms']],
      [21, ['sms']],
      [21, both],
    ] as const) {
      const order = segmentedOrder(segmentsOf(count, channels))
      const met = firstOfLanes(order, 'sms').flatMap((first) => {
        const lane: number[] = []
        for (let next: number | undefined = first; next !== undefined; next = nextOfLane(order, next)) lane.push(next)
        return lane
      })
      expect(met.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    }
  })

  test('leave out what is known to be finished, however much that is', () => {
    const order = segmentedOrder({ ...segmentsOf(40), finished: finished(0, 0b1, 0b1, 0, 0) })
    expect(nextOfLane(order, 1)).toBe(25)
    expect(nextOfLane(order, 2)).toBe(10)
    expect(nextOfLane(segmentedOrder({ ...segmentsOf(16), finished: finished(0, 0xff) }), 3)).toBeUndefined()
  })

  test('end behind the last segment', () => {
    const order = segmentedOrder(segmentsOf(10))
    expect([nextOfLane(order, 2), nextOfLane(order, 3), nextOfLane(order, 10)]).toEqual([10, undefined, undefined])
  })

  test('of an order that is not in segments are a bug', () => {
    const { segments: _, ...whole } = segmentedOrder()
    expect(() => nextOfLane(whole, 1)).toThrow(/not in segments/)
  })
})
