import { describe, expect, test } from 'vitest'
import type { AgendaRow } from '../../../src/domain/agenda.ts'
import type { Chunk, Notification } from '../../../src/domain/notification.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import { segmentsOf } from '../../../src/domain/progress.ts'
import type { Segment } from '../../../src/domain/segments.ts'
import type { Ports } from '../../../src/use-cases/ports.ts'
import { lookAtParts } from '../../../src/use-cases/look-at-parts.ts'
import { noon, secondsAfter } from '../domain/sample-order.ts'
import { chunkOfPart, delivered, sampleSegment, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage, inShort } from './a-stage.ts'

const now = secondsAfter(noon, 120)

const rowOf = ({ id, nonce }: OrderHead, looks = 1): AgendaRow => ({
  kind: 'watch',
  order: id,
  queue: 'orders',
  nonce,
  at: now,
  due: noon,
  looks,
  shard: 0,
  writtenAt: noon,
})

/** @param unsent segments that had something to be sent at the last look; none: nothing has got on since */
async function look(
  order: OrderHead,
  parts: readonly (Chunk | Segment)[],
  {
    at = now,
    looks = 1,
    unsent = 0,
    ports = {},
  }: { at?: Date; looks?: number; unsent?: number; ports?: Partial<Ports> } = {},
) {
  const stage = await aStage(order, parts, { now: () => at, ports })
  const row = { ...rowOf(order, looks), unsent }
  const { at: next, ...left } = await lookAtParts(stage.ports, row, { order, origin: 'watch@2026-11-23T12:02' })
  return { next, ...left, posted: stage.posted, asked: inShort(stage.posted) }
}

const smsAt = (segment: number, ...of: readonly Partial<Notification>[]) =>
  chunkOfPart({ segment, chunk: 0 }, 'sms', ...of)
const many = (count: number, of: Partial<Notification>) => Array.from({ length: count }, (_, i) => smsAt(i + 1, of))
const claimed = (chunk: Chunk, leaseUntil: Date): Chunk => ({
  ...chunk,
  claim: { nonce: 'n', claimedAt: noon, leaseUntil },
})
const accepted = { state: 'accepted', attempt: 1, attemptedAt: noon } as const

describe('the watch of an order in segments', () => {
  test('sets the lanes going again at the lowest segments that are left, eight at most', async () => {
    const sent = many(3, accepted)
    const { posted, asked } = await look(segmentedOrder({ count: 20 }), [...sent, ...many(20, {}).slice(3)])
    expect(asked).toEqual([4, 5, 6, 7, 8, 9, 10, 11].map((segment) => `sms-send ${segment}+`))
    expect(new Set(posted.map(([, { origin }]) => origin))).toEqual(new Set(['watch@2026-11-23T12:02']))
  })

  test('leaves lanes to themselves that have got on since the last look, and looks again soon', async () => {
    const left = many(5, {})
    const { asked, next, unsent } = await look(segmentedOrder({ count: 5 }), left, { unsent: 6, looks: 3 })
    expect([asked, next, unsent]).toEqual([[], secondsAfter(now, 300), 5])
  })

  test('leaves lanes to themselves that wait for room in their channel, and looks when there is some', async () => {
    const free = secondsAfter(now, 900)
    const rates = {
      reserve: () => Promise.reject(new Error('no place is taken')),
      takenUntil: () => Promise.resolve(free),
    }
    const { asked, next } = await look(segmentedOrder({ count: 2 }), many(2, {}), { looks: 4, ports: { rates } })
    expect([asked, next]).toEqual([[], secondsAfter(free, 120)])
  })

  test('leaves out what is under a live lease', async () => {
    const order = segmentedOrder({ count: 3 })
    const busy = claimed(smsAt(1, { state: 'claimed' }, {}), secondsAfter(now, 60))
    expect((await look(order, [busy, smsAt(2, {}), smsAt(3, {})])).asked).toEqual(['sms-send 2+', 'sms-send 3+'])
  })

  test('asks for each part whose outcome is open, which then asks for nothing behind it', async () => {
    const order = segmentedOrder({ count: 3 })
    const open = smsAt(2, { ...accepted, state: 'unknown' }, delivered)
    expect((await look(order, [smsAt(1, delivered), open, smsAt(3, accepted)])).asked).toEqual(['sms-send 2.0'])
  })

  test('asks for what must be given up', async () => {
    const order = segmentedOrder({ count: 2 })
    const late = secondsAfter(order.expiry, 86_400)
    expect((await look(order, [smsAt(1, accepted), smsAt(2, {})], { at: late })).asked).toEqual([
      'sms-send 1.0',
      'sms-send 2.0',
    ])
  })

  test('asks for nothing while only reports are missing, and looks when none can come any more', async () => {
    const order = segmentedOrder({ count: 2 }, { policy: 'Anytime' })
    const { asked, next } = await look(order, many(2, accepted), { looks: 4 })
    expect([asked, next]).toEqual([[], secondsAfter(order.expiry, 300)])
  })

  test('looks again when the first of its parts needs it', async () => {
    const order = segmentedOrder({ count: 2 }, { policy: 'Anytime' })
    const { next } = await look(order, [smsAt(1, accepted), smsAt(2, {})], { looks: 4 })
    expect(next).toEqual(secondsAfter(now, 3_600))
  })

  test('asks for what nobody has resolved, by every channel, and in turn with what is left of the others', async () => {
    const order = segmentedOrder({ count: 20, channels: ['email', 'sms'], isResolved: false })
    const resolved = sampleSegment({ chunks: { email: [0], sms: [1] } })
    const parts = [
      resolved,
      chunkOfPart({ segment: 1, chunk: 0 }, 'email', accepted),
      chunkOfPart({ segment: 1, chunk: 1 }, 'sms', {}),
      sampleSegment({ number: 2 }),
    ]
    const { asked, next } = await look(order, parts)
    expect(asked).toEqual([
      ...[2, 3, 4, 5].map((segment) => `email-send ${segment}+`),
      ...[1, 2, 3, 4].map((segment) => `sms-send ${segment}+`),
    ])
    expect(next).toEqual(secondsAfter(noon, 300))
  })

  test('knows a segment that is finished, also one of which nothing was left to store', async () => {
    const order = segmentedOrder({ count: 3, channels: ['email'], isResolved: false })
    const known = { ...order, segments: { ...segmentsOf(order), finished: Uint8Array.of(0b101) } }
    expect((await look(known, [sampleSegment({ number: 2 })])).asked).toEqual(['email-send 2+'])
  })

  test.each([
    [0, 120],
    [1, 300],
    [2, 900],
    [3, 3_600],
  ])(
    'looks in its turn while nothing is known of its parts: after %i looks, %i seconds after due',
    async (looks, seconds) => {
      const order = segmentedOrder({ count: 1, channels: ['email'], isResolved: false })
      expect((await look(order, [], { looks })).next).toEqual(secondsAfter(noon, seconds))
    },
  )

  test('… and hourly in the end', async () => {
    const order = segmentedOrder({ count: 1, channels: ['email'], isResolved: false })
    expect((await look(order, [], { looks: 4 })).next).toEqual(secondsAfter(now, 3_600))
  })
})
