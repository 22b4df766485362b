import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  bucketOf,
  bucketsBefore,
  firstLook,
  moved,
  nextLook,
  shardOf,
  type AgendaRow,
} from '../../../src/domain/agenda.ts'
import { chainIdFrom, orderIdOf } from '../../../src/domain/ids.ts'
import type { NotificationState } from '../../../src/domain/notification.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from './sample-order.ts'

const order = sampleOrder()

const row = (changes: Partial<AgendaRow> = {}): AgendaRow => ({
  kind: 'watch',
  order: order.id,
  queue: 'email-send',
  nonce: order.nonce,
  at: noon,
  due: noon,
  looks: 0,
  shard: 0,
  writtenAt: noon,
  ...changes,
})

const minuteOf = (date: Date) => bucketOf(date, 0)

describe('buckets', () => {
  test('are named by minute and shard', () => {
    expect(bucketOf(new Date('2026-11-23T12:34:59.999Z'), 7)).toBe('2026-11-23T12:34|07')
  })

  test('sort by time first', () => {
    const times = ['2026-09-30T23:59', '2026-10-01T00:00', '2026-10-01T09:59', '2026-10-01T10:00', '2027-01-01T00:00']
    const buckets = times.flatMap((time) => [0, 9, 10, 63].map((shard) => bucketOf(new Date(`${time}Z`), shard)))
    expect(buckets.toSorted()).toEqual(buckets)
  })

  test('are worked through up to the minute before the horizon of two minutes', () => {
    const bound = bucketsBefore(new Date('2026-11-23T12:00:59Z'))
    expect(bucketOf(new Date('2026-11-23T12:01:59.999Z'), 63) < bound).toBe(true)
    expect(bucketOf(new Date('2026-11-23T12:02:00Z'), 0) < bound).toBe(false)
  })

  test('no moment is missed by runs a minute apart', () => {
    for (let second = 0; second < 180; second++) {
      const due = secondsAfter(noon, second)
      const run = secondsAfter(noon, Math.floor(second / 60) * 60 - 60)
      expect(minuteOf(due) < bucketsBefore(run)).toBe(true)
    }
  })
})

describe('shards', () => {
  test('the same order always has the same one', () => expect(shardOf(order.id, 8)).toBe(shardOf(order.id, 8)))

  test('many orders use all of them', () => {
    const shards = Array.from({ length: 500 }, () => shardOf(orderIdOf(chainIdFrom(randomBytes(11)), 1), 8))
    expect([...new Set(shards)].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
})

describe('a row that is moved', () => {
  const targets = [-86_400, -1, 0, 1, 59, 60, 61, 3600]

  test.each(targets)('to %i seconds from now lands in a later bucket than its own and the current one', (seconds) => {
    for (const own of [-3600, -30, 0, 30, 3600]) {
      for (const offset of [0, 0.001, 29.5, 59.999]) {
        const now = secondsAfter(noon, offset)
        const at = secondsAfter(now, own)
        const next = moved(row({ at }), now, { kind: 'watch', at: secondsAfter(now, seconds), looks: 1 })
        expect(minuteOf(next.at) > minuteOf(at)).toBe(true)
        expect(minuteOf(next.at) > minuteOf(now)).toBe(true)
      }
    }
  })

  test('goes where it is sent when that is late enough', () => {
    const at = secondsAfter(noon, 3600)
    expect(moved(row(), noon, { kind: 'erase', at, looks: 4 })).toEqual(row({ kind: 'erase', at, looks: 4 }))
  })
})

describe('looks', () => {
  test('the first comes two minutes after the order was or is due', () => {
    expect(firstLook(noon, secondsAfter(noon, 3600))).toEqual(secondsAfter(noon, 3720))
    expect(firstLook(noon, secondsAfter(noon, -3600))).toEqual(secondsAfter(noon, 120))
  })

  test.each([
    [0, 2],
    [1, 5],
    [2, 15],
    [3, 60],
  ])('after %i looks the next is %i minutes after due', (looks, minutes) => {
    expect(nextLook(row({ looks }), order, secondsAfter(noon, 30))).toEqual(secondsAfter(noon, minutes * 60))
  })

  const inState = (state: NotificationState) => sampleOrder({ chunk: sampleChunk(sampleNotification({ state })) })

  test.each(['new', 'claimed', 'unknown'] as const)('after these it looks hourly while anything is %s', (state) => {
    const now = secondsAfter(noon, 7200)
    for (const looks of [4, 5, 40]) {
      expect(nextLook(row({ looks }), inState(state), now)).toEqual(secondsAfter(now, 3600))
    }
  })

  test('an order that waits for the morning is looked at two minutes after nine in Oslo', () => {
    const night = new Date('2026-11-24T02:00:00Z')
    for (const looks of [0, 1, 4, 5, 40]) {
      const daytime = (state: NotificationState) => ({ ...inState(state), policy: 'Daytime' as const })
      const morning = new Date('2026-11-24T08:02:00.001Z')
      expect(nextLook(row({ looks }), daytime('new'), night)).toEqual(morning)
      expect(nextLook(row({ looks }), daytime('unknown'), night)).not.toEqual(morning)
      expect(nextLook(row({ looks }), inState('new'), night)).not.toEqual(morning)
    }
  })

  test.each(['Completed', 'SendConditionNotMet'] as const)(
    'and hourly for a final order without feed entry (%s)',
    (state) => {
      const night = new Date('2026-11-24T02:00:00Z')
      const chunk = sampleChunk(sampleNotification({ state: state === 'Completed' ? 'final' : 'new' }))
      const over = sampleOrder({ state, chunk, policy: 'Daytime' })
      expect(nextLook(row({ looks: 2 }), over, night)).toEqual(secondsAfter(noon, 15 * 60))
      expect(nextLook(row({ looks: 4 }), over, night)).toEqual(secondsAfter(night, 3600))
    },
  )
  test('a lifetime that is over sooner decides when it is over', () => {
    const short = { ...inState('accepted'), expiry: secondsAfter(noon, 60) }
    expect(nextLook(row({ looks: 1 }), short, secondsAfter(noon, 120))).toEqual(secondsAfter(noon, 300))
    expect(nextLook(row({ looks: 2 }), short, secondsAfter(noon, 300))).toEqual(secondsAfter(noon, 360))
    expect(nextLook(row({ looks: 3 }), short, secondsAfter(noon, 400))).toEqual(secondsAfter(noon, 3600))
  })

  test('and a reservation that was refused when its lifetime is over', () => {
    const refused = { ...inState('new'), reservation: 'refused' as const }
    expect(nextLook(row(), refused, noon)).toEqual(secondsAfter(refused.expiry, 300))
  })

  test('and when only reports are missing, five minutes after the expiry', () => {
    const waiting = inState('accepted')
    expect(nextLook(row({ looks: 4 }), waiting, secondsAfter(noon, 7200))).toEqual(secondsAfter(waiting.expiry, 300))
  })
})
