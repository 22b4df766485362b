import { randomBytes } from 'node:crypto'
import { chainIdFrom, orderIdOf } from '../../../src/domain/ids.ts'
import type { Chunk, Notification } from '../../../src/domain/notification.ts'
import { emailExpiry, type Order } from '../../../src/domain/order.ts'

/** The moment the samples are due. */
export const noon = new Date('2026-11-23T12:00:00Z')

export const secondsAfter = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000)

export const sampleNotification = (changes: Partial<Notification> = {}): Notification => ({
  index: 1,
  address: 'ola@example.no',
  state: 'new',
  at: noon,
  attempt: 0,
  ...changes,
})

export const sampleChunk = (...notifications: readonly Notification[]): Chunk => ({ channel: 'email', notifications })

/** Every order has an id of its own. */
export const sampleOrder = (changes: Partial<Order> = {}): Order => ({
  id: orderIdOf(chainIdFrom(randomBytes(11)), 1),
  type: 'Notification',
  creator: 'ttd',
  sendersReference: 'ref-1',
  requestedSendTime: noon,
  created: noon,
  processed: noon,
  state: 'Registered',
  reminders: 0,
  chunk: sampleChunk(sampleNotification()),
  expiry: emailExpiry(noon),
  nonce: '0123456789abcdef',
  idempotencyHash: 'hash',
  erased: false,
  ...changes,
})
