import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readDeliveryReport } from '../../../src/adapters/communication-services/delivery-report.ts'
import { chainIdFrom, notificationIdOf, orderIdOf } from '../../../src/domain/ids.ts'

const order = orderIdOf(chainIdFrom(randomBytes(11)), 1)
const notification = notificationIdOf(order, 1, 1)

const data = (changes: Record<string, unknown> = {}) => ({
  messageId: 'Outgoing_20261124090030a1b2_noam',
  from: 'Altinn',
  to: '+4799999999',
  deliveryStatus: 'Delivered',
  deliveryStatusDetails: '2000: No Error',
  deliveryAttempts: [{ timestamp: '2026-11-24T09:00:31Z', segmentsSucceeded: 1, segmentsFailed: 0 }],
  receivedTimestamp: '2026-11-24T09:00:32Z',
  tag: `${notification}:2`,
  ...changes,
})

const type = 'Microsoft.Communication.SMSDeliveryReportReceived'
const read = (changes: Record<string, unknown> = {}) => readDeliveryReport({ eventType: type, data: data(changes) })
const maskedRecipient = '+47***99'

const report = {
  notification,
  call: 2,
  number: '+4799999999',
  result: 'Delivered',
  receipt: { provider: 'azure-communication-services', reference: 'Outgoing_20261124090030a1b2_noam' },
  raw: expect.any(String) as string,
  maskedRecipient,
}

describe('a report of an SMS', () => {
  test('names the chunk, the call and the number', () => expect(read()).toEqual({ report }))

  test('may come as a CloudEvent, its names in Pascal case', () => {
    const pascal = Object.entries(data()).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value])
    expect(readDeliveryReport({ type, data: Object.fromEntries(pascal) as unknown })).toEqual({ report })
  })

  test('is kept as it came, up to 1,024 characters', () => {
    const found = read({ deliveryStatusDetails: `2000: ${'x'.repeat(900)}`, receivedTimestamp: 'y'.repeat(500) })
    const raw = typeof found === 'object' && 'report' in found ? found.report.raw : ''
    expect(raw).toHaveLength(1024)
    expect(raw).toContain('"to":"+4799999999"')
  })

  test('has its number brought into the form in which it was called', () => {
    expect(read({ to: '004799999999' })).toMatchObject({ report: { number: '+4799999999' } })
  })
})

describe('the code in front of the details', () => {
  test.each([
    [2000, 'Delivered'],
    [4000, 'Failed_Rejected'],
    [4001, 'Failed_Rejected'],
    [4002, 'Failed_InvalidRecipient'],
    [4003, 'Failed_Undelivered'],
    [4004, 'Failed_InvalidRecipient'],
    [4005, 'Failed_BarredReceiver'],
    [4006, 'Failed_Undelivered'],
    [4007, 'Failed_BarredReceiver'],
    [4008, 'Failed_Rejected'],
    [4009, 'Failed_Rejected'],
    [4010, 'Failed_Rejected'],
    [4020, 'Failed_Rejected'],
    [5000, 'Failed'],
    [5001, 'Failed'],
    [9999, 'Failed'],
  ])('%i is %s', (code, result) => {
    const deliveryStatus = code === 2000 ? 'Delivered' : 'Failed'
    for (const details of [`${code}: Some words`, `${code}`, ` ${code} - words with 2000 in them`]) {
      expect(read({ deliveryStatus, deliveryStatusDetails: details })).toMatchObject({ report: { result } })
    }
  })

  test('5002 says that nobody will ever know: nothing new', () => {
    expect(read({ deliveryStatus: 'Failed', deliveryStatusDetails: '5002: No reports' })).toBe('nothing-new')
    expect(read({ deliveryStatus: 'Delivered', deliveryStatusDetails: '5002' })).toBe('nothing-new')
  })
})

describe('without a code that is known', () => {
  test.each([
    ['Delivered', 'Delivered'],
    ['Failed', 'Failed'],
    ['Expired', 'Failed_Expired'],
  ])('status %s, in any case, is %s', (status, result) => {
    for (const details of [undefined, null, '', 'No code here', '4711: A code of tomorrow']) {
      for (const deliveryStatus of [status, status.toLowerCase(), status.toUpperCase()]) {
        expect(read({ deliveryStatus, deliveryStatusDetails: details })).toMatchObject({ report: { result } })
      }
    }
  })

  test.each(['Teleported', 'constructor', '__proto__'])('status %s is kept by name, for support', (deliveryStatus) => {
    expect(read({ deliveryStatus, deliveryStatusDetails: undefined })).toEqual({
      dead: { reason: 'INVALID_DELIVERY_REPORT', result: deliveryStatus, maskedRecipient },
    })
  })
})

describe('a report of no call of ours leads nowhere', () => {
  test.each([
    ['no tag', undefined],
    ['the tag null', null],
    ['a tag of somebody else', 'campaign-7'],
    ['the id of an order', `${order}:1`],
    ['no call', notification],
    ['a call that is no number', `${notification}:x`],
  ])('%s', (_, tag) => {
    expect(read({ tag })).toEqual({ dead: { reason: 'NOTIFICATION_NOT_FOUND', result: 'Delivered', maskedRecipient } })
  })

  test.each(['', '99', 'Altinn'])('the number %j', (to) => {
    expect(read({ to })).toMatchObject({ dead: { reason: 'NOTIFICATION_NOT_FOUND' } })
  })
})

test.each([
  ['no message id', { messageId: undefined }],
  ['no number', { to: undefined }],
  ['a number that is one', { to: 4_799_999_999 }],
  ['no status', { deliveryStatus: undefined }],
  ['a status of a megabyte', { deliveryStatus: 'x'.repeat(1024 * 1024) }],
  ['a tag of a megabyte', { tag: 'x'.repeat(1024 * 1024) }],
  ['details of a megabyte', { deliveryStatusDetails: 'x'.repeat(1024 * 1024) }],
])('%s is no report, and nothing of it is kept', (_, changes) => {
  expect(read(changes)).toEqual({ dead: { reason: 'INVALID_DELIVERY_REPORT' } })
})

test.each([undefined, null, 'Delivered', 7, []])('data that are %j are no report', (data) => {
  expect(readDeliveryReport({ eventType: type, data })).toEqual({ dead: { reason: 'INVALID_DELIVERY_REPORT' } })
})
