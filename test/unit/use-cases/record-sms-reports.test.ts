import { describe, expect, test } from 'vitest'
import type { DeadReport, DeliveryReport, ReadReport } from '../../../src/domain/delivery-report.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { Notification } from '../../../src/domain/notification.ts'
import type { Order } from '../../../src/domain/order.ts'
import { recordDeliveryReports, type RecordReportsPorts } from '../../../src/use-cases/record-delivery-reports.ts'
import { noon, sampleNotification, sampleOrder } from '../domain/sample-order.ts'
import { storedOrders } from './stored-orders.ts'

const orderOf = (changes: Partial<Notification>) => {
  const sms = { address: '0047 99 99 99 99', attempt: 2, call: 2, state: 'claimed', ...changes } as const
  return sampleOrder({
    state: 'Processing',
    chunk: { channel: 'sms', notifications: [sampleNotification(sms)] },
  })
}

/** A store of one order; a report is read as what its body holds. */
function world(order: Order) {
  const orders = storedOrders(order)
  let [writes, posted] = [0, 0]
  const dead: DeadReport[] = []
  const never = () => Promise.reject(new Error('not asked for'))
  const ports: RecordReportsPorts = {
    clock: { now: () => noon },
    machine: {
      now: () => noon,
      monotonicMs: () => 0,
      wait: () => Promise.resolve(),
      within: () => Promise.resolve(true),
      nonce: () => '',
      chainKey: () => new Uint8Array(11),
    },
    orders: {
      ...orders,
      update(changed, version) {
        writes++
        return orders.update(changed, version)
      },
    },
    bus: {
      post() {
        posted++
        return Promise.resolve()
      },
      postAgenda: never,
      postReports: never,
    },
    deadReports: { put: (report) => Promise.resolve(void dead.push(report)) },
    readReport: (body) => body as ReadReport,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  return {
    record: (...reads: ReadReport[]) => {
      const raws = reads.map((body, i) => ({ id: `event-${i}`, body, hop: 0 }))
      return recordDeliveryReports(ports, raws, { isOver: () => false })
    },
    notification: async () => (await orders.read(order.id))?.value.chunk?.notifications[0],
    counts: () => ({ writes, posted }),
    dead,
  }
}

const reportOf = (order: Order, changes: Partial<DeliveryReport> = {}): ReadReport => ({
  report: {
    notification: notificationIdOf(order.id, 1, 1),
    call: 2,
    number: '+4799999999',
    result: 'Delivered',
    receipt: { provider: 'p', reference: 'r' },
    raw: '{}',
    maskedRecipient: '+47***99',
    ...changes,
  },
})

describe('a report of an SMS', () => {
  test.each(['claimed', 'unknown', 'accepted'] as const)(
    'decides what is %s, before the answer of its call or after',
    async (state) => {
      const order = orderOf({ state })
      const { record, notification, counts, dead } = world(order)
      expect(await record(reportOf(order))).toEqual([])
      expect(await notification()).toMatchObject({ state: 'final', result: 'Delivered', receipt: { reference: 'r' } })
      expect([counts(), dead]).toEqual([{ writes: 1, posted: 1 }, []])
    },
  )

  test.each([
    ['of an earlier call', { call: 1 }],
    ['of a later call', { call: 3 }],
    ['of another number', { number: '+4799999998' }],
    ['of another order', { notification: notificationIdOf(sampleOrder().id, 1, 1) }],
  ])('%s changes nothing, and is kept for support', async (_, changes) => {
    const order = orderOf({})
    const { record, counts, dead } = world(order)
    expect(await record(reportOf(order, changes))).toEqual([])
    expect(counts()).toEqual({ writes: 0, posted: 0 })
    expect(dead).toMatchObject([{ eventId: 'event-0', reason: 'NOTIFICATION_NOT_FOUND' }])
  })

  test('that comes after the lifetime changes nothing, and is kept for support', async () => {
    const order = orderOf({ state: 'final', result: 'Failed_TTL' })
    const { record, counts, dead } = world(order)
    await record(reportOf(order))
    expect(counts().writes).toBe(0)
    expect(dead).toMatchObject([{ reason: 'NOTIFICATION_EXPIRED', result: 'Delivered' }])
  })

  test('that tells nothing new is done with, and reads nothing', async () => {
    const order = orderOf({})
    const { record, counts, dead } = world(order)
    expect(await record('nothing-new', reportOf(order), 'nothing-new')).toEqual([])
    expect([counts(), dead]).toEqual([{ writes: 1, posted: 1 }, []])
  })
})
