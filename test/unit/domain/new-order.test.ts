import { expect, test } from 'vitest'
import { newOrder, type OrderDraft } from '../../../src/domain/new-order.ts'
import { noon, sampleOrder, secondsAfter } from './sample-order.ts'

const { id, type, creator, nonce, idempotencyHash, reminders } = sampleOrder()
const origin = { id, type, creator, nonce, idempotencyHash, reminders, created: noon }
const evening = new Date('2026-11-24T20:00:00Z')

const sms: OrderDraft = {
  channel: 'sms',
  addresses: ['+4799999999'],
  policy: 'Daytime',
  requestedSendTime: evening,
  content: { sms: { sender: 'Altinn', body: 'Hei' } },
}

test('an order begins with one notification that nobody has tried to send', () => {
  expect(newOrder({ ...sms, sendersReference: 'r' }, origin)).toEqual({
    ...origin,
    sendersReference: 'r',
    requestedSendTime: evening,
    processed: noon,
    state: 'Registered',
    policy: 'Daytime',
    chunk: {
      channel: 'sms',
      notifications: [{ index: 1, address: '+4799999999', state: 'new', at: noon, attempt: 0 }],
    },
    expiry: new Date('2026-11-27T08:00:00Z'),
    erased: false,
  })
})

test('an e-mail lives for 48 hours, and waits for no window', () => {
  const { policy: _, ...draft } = sms
  const order = newOrder({ ...draft, channel: 'email', addresses: ['ola@example.no'], content: {} }, origin)
  expect(order.expiry).toEqual(secondsAfter(evening, 48 * 3600))
  expect(order).not.toHaveProperty('policy')
  expect(order).not.toHaveProperty('sendersReference')
})

test('an SMS that may leave at any time lives for 48 hours', () => {
  expect(newOrder({ ...sms, policy: 'Anytime' }, origin).expiry).toEqual(secondsAfter(evening, 48 * 3600))
})
