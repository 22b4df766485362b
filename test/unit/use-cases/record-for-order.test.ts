import { describe, expect, test } from 'vitest'
import type { DeadReport, DeliveryReport } from '../../../src/domain/delivery-report.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { chunkIdOf, notificationIdOf, type Part } from '../../../src/domain/ids.ts'
import type { Chunk, Notification } from '../../../src/domain/notification.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import type { Segment } from '../../../src/domain/segments.ts'
import { recordForOrder, type Reported } from '../../../src/use-cases/record-for-order.ts'
import { noon } from '../domain/sample-order.ts'
import { chunkOfPart, sampleSegment, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage, rivalled } from './a-stage.ts'

const accepted = { state: 'accepted', attempt: 1, call: 1, attemptedAt: noon } as const

async function world(order: OrderHead, parts: readonly (Chunk | Segment)[]) {
  const stage = await aStage(order, parts)
  const [dead, written]: [DeadReport[], number[]] = [[], []]
  const store = (orders = stage.ports.orders) => ({
    ...stage.ports,
    orders: {
      ...orders,
      updateParts(of: Parameters<typeof orders.updateParts>[0]) {
        written.push(of.length)
        return orders.updateParts(of)
      },
    },
    deadReports: { put: (report: DeadReport) => Promise.resolve(void dead.push(report)) },
  })
  return {
    ...stage,
    dead,
    /** How many parts each write stored. */
    written,
    record: (...reports: readonly Reported[]) => recordForOrder(store(), order.id, reports),
    recordWith: (orders: typeof stage.ports.orders, ...reports: readonly Reported[]) =>
      recordForOrder(store(orders), order.id, reports),
  }
}

const reported = (changes: Pick<DeliveryReport, 'notification'> & Partial<DeliveryReport>): Reported => ({
  raw: { id: `event-${changes.notification}`, body: {}, hop: 0 },
  report: {
    result: 'Delivered',
    receipt: { provider: 'p', reference: 'r' },
    raw: '{}',
    maskedRecipient: '***',
    ...changes,
  },
})

const ofEmail = ({ id }: OrderHead, segment: number, index: number) =>
  reported({ notification: notificationIdOf(id, segment, index) })
const ofSms = ({ id }: OrderHead, part: Part, of: { readonly call: number; readonly number: string }) =>
  reported({ notification: chunkIdOf(id, part), ...of })

const emails = (segment: number, ...of: readonly Partial<Notification>[]) =>
  chunkOfPart({ segment, chunk: 0 }, 'email', ...of)

describe('the reports of an order in segments', () => {
  const order = segmentedOrder({ count: 30, channels: ['email'] })

  test('of many parts are one write', async () => {
    const { record, written, states, dead } = await world(order, [emails(1, accepted, accepted), emails(2, accepted)])
    expect(await record(ofEmail(order, 1, 1), ofEmail(order, 2, 1), ofEmail(order, 1, 2))).toBe(false)
    expect([written, dead]).toEqual([[2], []])
    expect([await states(1), await states(2)]).toEqual([['final', 'final'], ['final']])
  })

  test('of more parts than a transaction takes are several writes', async () => {
    const all = Array.from({ length: 26 }, (_, i) => i + 1)
    const { record, written } = await world(
      order,
      all.map((segment) => emails(segment, accepted)),
    )
    await record(...all.map((segment) => ofEmail(order, segment, 1)))
    expect(written).toEqual([25, 1])
  })

  test('store nothing where they tell nothing new', async () => {
    const { record, written } = await world(order, [emails(1, accepted)])
    await record(ofEmail(order, 1, 1))
    await record(ofEmail(order, 1, 1))
    expect(written).toEqual([1])
  })

  test('are applied again to what others stored meanwhile, all of them', async () => {
    const { ports, recordWith, written, states } = await world(order, [emails(1, accepted), emails(2, accepted, {})])
    const touch = async () => {
      const stored = await ports.orders.readPart(order, { segment: 2, chunk: 0 })
      if (stored === undefined) throw new Error('the part is there')
      const { value, version } = stored
      const [first, second] = value.chunk.notifications
      const notifications = [first, { ...second, ...accepted }] as Notification[]
      await ports.orders.updateParts([{ value: { ...value, chunk: { ...value.chunk, notifications } }, version }])
    }
    await recordWith(rivalled(ports.orders, 'updateParts', touch), ofEmail(order, 1, 1), ofEmail(order, 2, 1))
    expect(written).toEqual([2, 2])
    expect([await states(1), await states(2)]).toEqual([['final'], ['final', 'accepted']])
  })

  test('that always meet others are a fault that may pass', async () => {
    const { ports, recordWith } = await world(order, [emails(1, accepted)])
    const contended = { ...ports.orders, updateParts: () => Promise.resolve({ outcome: 'conflict' as const }) }
    await expect(recordWith(contended, ofEmail(order, 1, 1))).rejects.toBeInstanceOf(TransientFault)
  })

  test('of parts that are not there are kept for support, and do not hold the others up', async () => {
    const { record, states, dead } = await world(order, [emails(1, accepted)])
    await record(ofEmail(order, 7, 1), ofEmail(order, 1, 1), ofEmail(order, 1, 99))
    expect(await states(1)).toEqual(['final'])
    expect(dead).toMatchObject([{ reason: 'NOTIFICATION_NOT_FOUND' }, { reason: 'NOTIFICATION_NOT_FOUND' }])
  })

  test('after the lifetime of their notification change nothing, and are kept with a masked address', async () => {
    const { record, written, dead } = await world(order, [emails(1, { state: 'final', result: 'Failed_TTL' })])
    await record(ofEmail(order, 1, 1))
    expect([written, dead]).toMatchObject([[], [{ reason: 'NOTIFICATION_EXPIRED', maskedRecipient: '***' }]])
  })
})

describe('the last report of an order in segments', () => {
  test('completes it, and says so', async () => {
    const order = segmentedOrder({ count: 2, channels: ['email'] })
    const { record, head } = await world(order, [emails(1, accepted), emails(2, accepted)])
    expect(await record(ofEmail(order, 1, 1))).toBe(false)
    expect(await record(ofEmail(order, 2, 1))).toBe(true)
    expect(await head()).toMatchObject({
      state: 'Completed',
      segments: { tally: { email: { generated: 2, succeeded: 2 } } },
    })
    expect(await record(ofEmail(order, 2, 1))).toBe(true)
  })

  test('completes segment and order where both channels were used', async () => {
    const order = segmentedOrder({ count: 1, channels: ['email', 'sms'], isResolved: false })
    const sms = chunkOfPart({ segment: 1, chunk: 1 }, 'sms', accepted)
    const { record, head } = await world(order, [
      sampleSegment({ chunks: { email: [0], sms: [1] } }),
      emails(1, accepted),
      sms,
    ])
    expect(
      await record(ofSms(order, { segment: 1, chunk: 1 }, { call: 1, number: '+4799999999' }), ofEmail(order, 1, 1)),
    ).toBe(true)
    expect((await head())?.state).toBe('Completed')
  })
})

describe('a report of an SMS in a part', () => {
  const order = segmentedOrder({ count: 3 })
  const part = { segment: 2, chunk: 0 }
  const twice = chunkOfPart(part, 'sms', { ...accepted, call: 1 }, { ...accepted, call: 2, address: '004799999999' })

  test('finds its notification by chunk, call and number', async () => {
    const { record, states } = await world(order, [twice, chunkOfPart({ segment: 1, chunk: 0 }, 'sms', accepted)])
    await record(ofSms(order, part, { call: 2, number: '+4799999999' }))
    expect([await states(1), await states(2)]).toEqual([['accepted'], ['accepted', 'final']])
  })

  test('never decides one of another chunk, although both are at hand', async () => {
    const other = { segment: 1, chunk: 0 }
    const { record, states, dead } = await world(order, [twice, chunkOfPart(other, 'sms', accepted)])
    const number = '+4799999999'
    await record(ofSms(order, part, { call: 1, number }), ofSms(order, other, { call: 2, number }))
    expect([await states(1), await states(2), dead.length]).toEqual([['accepted'], ['final', 'accepted'], 1])
  })

  test.each([
    ['of another call', { part, call: 3, number: '+4799999999' }],
    ['of another number', { part, call: 1, number: '+4799999998' }],
    ['of another chunk', { part: { segment: 1, chunk: 0 }, call: 2, number: '+4799999999' }],
  ])('%s changes nothing of it', async (_, { part: of, ...call }) => {
    const { record, states, dead } = await world(order, [twice, chunkOfPart({ segment: 1, chunk: 0 }, 'sms', accepted)])
    await record(ofSms(order, of, call))
    expect(await states(2)).toEqual(['accepted', 'accepted'])
    expect(dead).toHaveLength(1)
  })
})
