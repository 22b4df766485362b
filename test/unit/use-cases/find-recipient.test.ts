import { describe, expect, test } from 'vitest'
import type { RecipientRow } from '../../../src/domain/recipient-row.ts'
import { dashboardView } from '../../../src/functions/http/dashboard-view.ts'
import type { Order } from '../../../src/domain/order.ts'
import { findRecipient } from '../../../src/use-cases/find-recipient.ts'
import { noon, sampleNotification, sampleOrder, secondsAfter } from '../domain/sample-order.ts'
import { storedOrders } from './stored-orders.ts'

const identity = { kind: 'nationalIdentityNumber', number: '01010199999' } as const
const named = { nationalIdentityNumber: identity.number }
const interval = { from: noon, to: secondsAfter(noon, 1) }
const unused = () => Promise.reject(new Error('not this one'))

const rowOf = ({ id }: Order, segment = 1): RecipientRow => ({ identity, requestedSendTime: noon, order: id, segment })

/** What is found where the index has the rows, and the store the orders. */
function found(rows: readonly RecipientRow[], ...orders: readonly Order[]) {
  const recipients = { put: unused, remove: unused, find: () => Promise.resolve(rows) }
  return findRecipient({ recipients, orders: storedOrders(...orders) }, identity, interval)
}

const chunk = {
  channel: 'email',
  notifications: [
    sampleNotification({ ...named, state: 'final', result: 'Delivered', at: secondsAfter(noon, 60) }),
    sampleNotification({ index: 2, address: 'kari@example.no', nationalIdentityNumber: '02020299999' }),
    sampleNotification({ ...named, index: 3, address: 'ola@example.com', state: 'accepted' }),
  ],
} as const

describe('who is looked for', () => {
  test('finds their own notifications of an order, and nobody else’s', async () => {
    const order = sampleOrder({ state: 'Processing', chunk })
    const [one, ...others] = await found([rowOf(order)], order)
    expect(one?.parts.flatMap((part) => part.chunk.notifications).map(({ index }) => index)).toEqual([1, 3])
    expect(others).toEqual([])
  })

  test('finds an order of several segments once, and orders as the index has them', async () => {
    const [first, second] = [1, 2].map(() => sampleOrder({ state: 'Completed', chunk }))
    if (first === undefined || second === undefined) throw new Error('there are two')
    const orders = await found([rowOf(second), rowOf(first), rowOf(first, 2)], first, second)
    expect(orders.map(({ order }) => order.id)).toEqual([second.id, first.id])
  })

  test.each(['Registered', 'Cancelled', 'SendConditionNotMet'] as const)(
    'finds no order that is %s: it has no notifications',
    async (state) => {
      const order = sampleOrder({ state, chunk })
      expect(await found([rowOf(order)], order)).toEqual([])
    },
  )

  test('finds no order that does not name them, or that is not there', async () => {
    const order = sampleOrder({ state: 'Completed' })
    expect(await found([rowOf(order), rowOf(sampleOrder())], order)).toEqual([])
  })
})

describe('what support sees of an order', () => {
  const order = sampleOrder({ state: 'Processing', chunk })
  const withOnly = (of: Order, ...places: number[]) => ({
    ...of,
    chunk: { ...of.chunk, notifications: of.chunk.notifications.filter((_, i) => places.includes(i)) },
  })
  const view = dashboardView({ order, parts: [withOnly(order, 0, 2)] }, identity)

  test('is whose it is, when it was to be sent, and what became of each address', () => {
    expect(view).toEqual({
      shipmentId: order.id,
      creatorName: 'ttd',
      sendersReference: 'ref-1',
      requestedSendTime: '2026-11-23T12:00:00Z',
      notificationChannel: 'Email',
      notificationType: 'Notification',
      deliveryAttempts: [
        {
          nationalIdentityNumber: identity.number,
          channel: 'email',
          emailAddress: 'ola@example.no',
          result: 'Delivered',
          resultTime: '2026-11-23T12:01:00Z',
        },
        {
          nationalIdentityNumber: identity.number,
          channel: 'email',
          emailAddress: 'ola@example.com',
          result: 'Succeeded',
          resultTime: '2026-11-23T12:00:00Z',
        },
      ],
    })
  })

  test('tells resource and channel as they were asked for', () => {
    const asked = {
      ...order,
      terms: { resourceId: 'urn:altinn:resource:x', channel: 'SmsPreferred' as const },
    }
    expect(dashboardView({ order: asked, parts: [] }, identity)).toMatchObject({
      resourceId: 'urn:altinn:resource:x',
      notificationChannel: 'SmsPreferred',
    })
  })

  test('of an organisation’s SMS has its number', () => {
    const firm = { kind: 'organizationNumber', number: '999999999' } as const
    const notifications = [sampleNotification({ address: '+4799999999', organizationNumber: firm.number })]
    const sms = { ...order, chunk: { channel: 'sms' as const, notifications } }
    expect(dashboardView({ order: sms, parts: [sms] }, firm)).toMatchObject({
      notificationChannel: 'Sms',
      deliveryAttempts: [
        { organizationNumber: '999999999', channel: 'sms', mobileNumber: '+4799999999', result: 'New' },
      ],
    })
  })
})
