import { describe, expect, test } from 'vitest'
import { firstMessage, type OrderMessage } from '../../../src/domain/message.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import { segmentsOf } from '../../../src/domain/progress.ts'
import { sendEmail } from '../../../src/use-cases/send-email.ts'
import { sendSms } from '../../../src/use-cases/send-sms.ts'
import { noon, secondsAfter } from '../domain/sample-order.ts'
import { chunkOfPart, sampleSegment, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage, inShort, type Stage } from './a-stage.ts'
import { kari, ola, reserved } from './small-register.ts'

const smsAt = (segment: number) => chunkOfPart({ segment, chunk: 0 }, 'sms', {})
const twenty = segmentedOrder({ count: 20 })
const all = Array.from({ length: 20 }, (_, i) => smsAt(i + 1))

const about = ({ id }: OrderHead, segment: number, more: Partial<OrderMessage['part']> = {}): OrderMessage => ({
  ...firstMessage(id, 'watch@2026-11-23T12:00'),
  part: { segment, goesOn: true, ...more },
})
const sms = ({ ports }: Pick<Stage, 'ports'>, message: OrderMessage) =>
  sendSms({ ports, repeatWindowSeconds: 1_800 }, message)

const lost = { outcome: 'unknown', code: 'ETIMEDOUT' } as const
const throttled = { outcome: 'deferred', seconds: 9, code: '429' } as const

describe('a part of an order that is sent', () => {
  test('asks for the next of its lane, under the origin of its run', async () => {
    const stage = await aStage(twenty, all)
    await sms(stage, about(twenty, 3))
    expect(stage.called).toEqual(['+4799999999'])
    expect(await stage.states(3)).toEqual(['accepted'])
    const part = { segment: 11, goesOn: true }
    expect(stage.posted).toEqual([['sms-send', { ...firstMessage(twenty.id, 'watch@2026-11-23T12:00'), part }, 0]])
  })

  test('asks for none behind the last of its lane, and for none where it is not to go on', async () => {
    const stage = await aStage(twenty, all)
    await sms(stage, about(twenty, 13))
    await sms(stage, about(twenty, 4, { goesOn: false }))
    expect([stage.called.length, stage.posted]).toEqual([2, []])
  })

  test('does not hold its lane up with what is only to be settled: its copy asks for nothing behind it', async () => {
    const stage = await aStage(twenty, all, { told: () => lost })
    await sms(stage, about(twenty, 3))
    expect(inShort(stage.posted)).toEqual(['sms-send 3.0 in 15', 'sms-send 11+'])
  })

  test('holds its lane up while something of it is still to be tried, and goes on then', async () => {
    let answer: typeof throttled | undefined = throttled
    const told = () => answer ?? ({ outcome: 'accepted', receipt: { provider: 'p', reference: 'r' } } as const)
    const stage = await aStage(twenty, all, { told })
    await sms(stage, about(twenty, 3))
    expect(inShort(stage.posted)).toEqual(['sms-send 3.0+ in 9'])
    answer = undefined
    const [, copy] = stage.posted[0] ?? []
    await sms(stage, copy ?? about(twenty, 3))
    expect(inShort(stage.posted.slice(1))).toEqual(['sms-send 11+'])
  })

  test('that nothing is left to try of only has the next asked for', async () => {
    const stage = await aStage(twenty, all)
    await sms(stage, about(twenty, 3))
    await sms(stage, about(twenty, 3))
    expect([stage.called.length, inShort(stage.posted)]).toEqual([1, ['sms-send 11+', 'sms-send 11+']])
  })

  test('skips what is known to be finished', async () => {
    const finished = Uint8Array.of(0, 0xff, 0)
    const order = { ...twenty, segments: { ...segmentsOf(twenty), finished } }
    const stage = await aStage(order, all)
    await sms(stage, about(order, 3))
    expect(inShort(stage.posted)).toEqual(['sms-send 19+'])
  })

  test.each(['Registered', 'Cancelled'] as const)('waits until the order has been picked up (%s)', async (state) => {
    const order = { ...twenty, state }
    const stage = await aStage(order, all)
    await sms(stage, about(order, 3))
    expect([stage.called, stage.posted, await stage.states(3)]).toEqual([[], [], ['new']])
  })

  test('of an order that is final asks for its feed entry, and sends nothing', async () => {
    const order = { ...twenty, state: 'Completed' } as const
    const stage = await aStage(order, all)
    await sms(stage, about(order, 3))
    expect([stage.called, inShort(stage.posted)]).toEqual([[], ['feed']])
  })

  test('that is gone is nothing, and its lane goes on', async () => {
    const stage = await aStage(twenty)
    await sms(stage, about(twenty, 3))
    expect([stage.called, inShort(stage.posted)]).toEqual([[], ['sms-send 11+']])
  })

  test('waits for its window under a copy that goes on', async () => {
    const night = new Date('2026-11-23T22:00:00Z')
    const order = { ...twenty, policy: 'Daytime' } as const
    const stage = await aStage(order, all, { now: () => night })
    await sms(stage, about(order, 3))
    expect(inShort(stage.posted)).toEqual(['sms-send 3.0+ in 36000'])
  })

  test('the last one that is refused completes the order, and the feed hears of it', async () => {
    const order = segmentedOrder({ count: 2, finished: Uint8Array.of(0b1) })
    const refused = { outcome: 'refused', result: 'Failed_InvalidRecipient', code: '400' } as const
    const stage = await aStage(order, [smsAt(2)], { told: () => refused })
    await sms(stage, about(order, 2))
    expect((await stage.head())?.state).toBe('Completed')
    expect(inShort(stage.posted)).toContain('feed')
  })

  test('is given up after its lifetime, and its lane goes on', async () => {
    const stage = await aStage(twenty, all, { now: () => secondsAfter(noon, 5 * 86_400) })
    await sms(stage, about(twenty, 3))
    expect([stage.called, await stage.states(3), inShort(stage.posted)]).toEqual([[], ['final'], ['sms-send 11+']])
  })
})

describe('a part whose recipients are looked up', () => {
  const two = segmentedOrder(
    { count: 2, channels: ['email', 'sms'], isResolved: false },
    { terms: { channel: 'EmailAndSms' } },
  )
  const people = (number: number, ...numbers: readonly string[]) =>
    sampleSegment({ number, recipients: numbers.map((of) => ({ nationalIdentityNumber: of })) })

  test('is resolved by the channel that comes first, and sent by each from what was found', async () => {
    const stage = await aStage(two, [people(1, kari, ola), people(2, kari)])
    await sms(stage, about(two, 1))
    expect(await stage.states(1, 0)).toEqual(['new', 'new'])
    await sendEmail(stage.ports, about(two, 1))
    expect(stage.called.toSorted()).toEqual(['+4799999991', '+4799999992', 'kari@example.no', 'ola@example.no'])
    expect(inShort(stage.posted)).toEqual([])
  })

  test('that holds nobody of a channel asks for the next of its lane at once', async () => {
    const preferred = segmentedOrder(
      { count: 9, channels: ['email', 'sms'], isResolved: false },
      { terms: { channel: 'EmailPreferred' } },
    )
    const stage = await aStage(preferred, [people(1, kari)])
    await sms(stage, about(preferred, 1))
    expect([stage.called, inShort(stage.posted)]).toEqual([[], ['sms-send 5+']])
  })

  test('sends one chunk behind the other before its lane goes on', async () => {
    const order = segmentedOrder({ count: 9, channels: ['sms'], isResolved: false })
    const chunk = (number: number) => chunkOfPart({ segment: 1, chunk: number }, 'sms', {})
    const resolved = sampleSegment({ chunks: { sms: [0, 1] } })
    const stage = await aStage(order, [resolved, chunk(0), chunk(1)])
    await sms(stage, about(order, 1))
    await sms(stage, stage.posted[0]?.[1] ?? about(order, 9))
    expect([stage.called.length, inShort(stage.posted)]).toEqual([2, ['sms-send 1.1+', 'sms-send 9+']])
  })

  test('of whom none can be reached leaves nothing to send, and the last one completes the order', async () => {
    const order = segmentedOrder({ count: 2, channels: ['sms'], isResolved: false, finished: Uint8Array.of(0b1) })
    const stage = await aStage(order, [people(2, reserved)])
    await sms(stage, about(order, 2))
    expect([stage.called, (await stage.head())?.state]).toEqual([[], 'Completed'])
  })
})
