import { describe, expect, test } from 'vitest'
import type { Order, OrderState } from '../../../src/domain/order.ts'
import { tallyOf } from '../../../src/domain/segments.ts'
import { hasNotifications } from '../../../src/domain/shipment.ts'
import { orderStatusView, orderView } from '../../../src/functions/http/order-view.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from '../domain/sample-order.ts'

const base = 'https://platform.example.no'
const email = {
  senderEmailAddress: 'noreply@altinn.cloud',
  subject: 'Vedtak',
  body: 'Les mer',
  contentType: 'Plain',
} as const
const three = sampleChunk(
  sampleNotification({ state: 'final', result: 'Delivered' }),
  sampleNotification({ state: 'accepted', index: 2, address: 'kari@example.no' }),
  sampleNotification({ state: 'unknown', index: 3, address: 'nils@example.no' }),
)
const statusOf = (order: Order) =>
  orderStatusView({ order, tally: hasNotifications(order) ? tallyOf(order.chunk) : {} }, base)
const recipients = [{ emailAddress: 'ola@example.no' }]
const texted = (order: Order): Order => ({ ...order, chunk: { ...order.chunk, channel: 'sms' } })

describe('the status of an order', () => {
  test.each([
    ['Registered', 'Registered', 'Order has been registered and is awaiting requested send time before processing.'],
    ['Processing', 'Completed', 'Order processing is done. Notifications have been successfully generated.'],
    ['Completed', 'Completed', 'Order processing is completed. All notifications have a final status.'],
    ['SendConditionNotMet', 'SendConditionNotMet', 'Order processing was stopped due to send condition not being met.'],
    ['Cancelled', 'Cancelled', 'Order processing was stopped due to order being cancelled.'],
  ] as const)('that is %s is %s to the first version', (state: OrderState, status, description) => {
    const order = sampleOrder({ state, processed: secondsAfter(noon, 60) })
    expect(statusOf(order).processingStatus).toEqual({
      status,
      description,
      lastUpdate: '2026-11-23T12:01:00Z',
    })
  })

  test('counts what was generated and what has succeeded, on its own channel only', () => {
    const order = sampleOrder({ state: 'Processing', chunk: three })
    const link = (channel: string) => ({
      self: `${base}/notifications/api/v1/orders/${order.id}/notifications/${channel}`,
    })
    expect(statusOf(order)).toMatchObject({ notificationChannel: 'Email' })
    expect(statusOf(order).notificationsStatusSummary).toEqual({
      email: { links: link('email'), generated: 3, succeeded: 2 },
    })
    expect(statusOf(texted(order))).toMatchObject({ notificationChannel: 'Sms' })
    expect(statusOf(texted(order)).notificationsStatusSummary).toEqual({
      sms: { links: link('sms'), generated: 3, succeeded: 2 },
    })
  })

  test('counts them of an order that is completed, too', () => {
    const order = sampleOrder({ state: 'Completed', chunk: three })
    expect(statusOf(order).notificationsStatusSummary).toMatchObject({ email: { generated: 3 } })
  })

  test.each(['Registered', 'SendConditionNotMet', 'Cancelled'] as const)(
    'counts nothing of one that is %s',
    (state) => {
      expect(statusOf(sampleOrder({ state, chunk: three }))).not.toHaveProperty('notificationsStatusSummary')
    },
  )
})

describe('an order', () => {
  test('is shown as it was registered', () => {
    const order = sampleOrder({ chunk: three })
    const recipients = ['ola', 'kari', 'nils'].map((name) => ({ emailAddress: `${name}@example.no` }))
    expect(orderView({ order, content: { email }, recipients }, base)).toEqual({
      id: order.id,
      sendersReference: 'ref-1',
      requestedSendTime: '2026-11-23T12:00:00Z',
      creator: 'ttd',
      created: '2026-11-23T12:00:00Z',
      notificationChannel: 'Email',
      recipients,
      emailTemplate: { fromAddress: 'noreply@altinn.cloud', subject: 'Vedtak', body: 'Les mer', contentType: 'Plain' },
      links: {
        self: `${base}/notifications/api/v1/orders/${order.id}`,
        status: `${base}/notifications/api/v1/orders/${order.id}/status`,
      },
    })
  })

  test('by SMS shows numbers and the template of an SMS', () => {
    const chunk = { channel: 'sms', notifications: [sampleNotification({ address: '+4799999999' })] } as const
    const view = orderView(
      {
        order: sampleOrder({ chunk }),
        content: { sms: { sender: 'Altinn', body: 'Hei' } },
        recipients: [{ mobileNumber: '+4799999999' }],
      },
      base,
    )
    expect(view).toMatchObject({
      notificationChannel: 'Sms',
      recipients: [{ mobileNumber: '+4799999999' }],
      smsTemplate: { senderNumber: 'Altinn', body: 'Hei' },
    })
    expect(view).not.toHaveProperty('emailTemplate')
  })

  test('that has been erased shows neither whom it went to nor what it said', () => {
    const view = orderView(
      { order: sampleOrder({ chunk: three, erased: true }), content: undefined, recipients: [] },
      base,
    )
    expect(view).toMatchObject({ recipients: [] })
    expect(view).not.toHaveProperty('emailTemplate')
  })

  test('without a reference shows none', () => {
    const { sendersReference: _, ...order } = sampleOrder()
    expect(orderView({ order, content: { email }, recipients }, base)).not.toHaveProperty('sendersReference')
  })
})
