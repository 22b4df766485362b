import { describe, expect, test } from 'vitest'
import type { Channel } from '../../../src/domain/channel.ts'
import { emailResults } from '../../../src/domain/email-result.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { Notification, NotificationState, Result } from '../../../src/domain/notification.ts'
import type { Order } from '../../../src/domain/order.ts'
import { smsResults } from '../../../src/domain/sms-result.ts'
import { notificationSummary } from '../../../src/functions/http/notification-view.ts'
import { statusDescriptions } from '../../../src/functions/http/wire/status-descriptions.ts'
import { sampleNotification, sampleOrder } from '../domain/sample-order.ts'

/** Name of the reference, status, whether it counts as succeeded, description. */
type Row = readonly [name: string, status: string, succeeded: boolean, description: string]

const emailRows: readonly Row[] = [
  ['New', 'New', false, 'The email has been created, but has not been picked up for processing yet.'],
  ['Sending', 'Sending', false, 'The email is being processed and will be attempted sent shortly.'],
  [
    'Succeeded',
    'Succeeded',
    true,
    'The email has been accepted by the third party email service and will be sent shortly.',
  ],
  [
    'Delivered',
    'Delivered',
    true,
    'The email was delivered to the recipient. No errors reported, making it likely it was received by the recipient.',
  ],
  ['Failed', 'Failed', false, 'The email was not sent due to an unspecified failure.'],
  [
    'Failed_RecipientReserved',
    'Failed_RecipientReserved',
    false,
    'The email was not sent because the recipient has reserved themselves from electronic communication.',
  ],
  [
    'Failed_RecipientNotIdentified',
    'Failed_RecipientNotIdentified',
    false,
    "The email was not sent because the recipient's email address was not found.",
  ],
  [
    'Failed_InvalidEmailFormat',
    'Failed_InvalidEmailFormat',
    false,
    'The email was not sent because the recipient’s email address is in an invalid format.',
  ],
  [
    'Failed_SupressedRecipient',
    'Failed_SupressedRecipient',
    false,
    'The email was not sent because the recipient’s email address is suppressed by the third party email service.',
  ],
  [
    'Failed_TransientError',
    'Failed_TransientError',
    false,
    'The email was not sent due to a transient error. We will retry sending the email.',
  ],
  [
    'Failed_Bounced',
    'Failed_Bounced',
    false,
    'The email hard bounced, which may have happened because the email address does not exist or the domain is invalid.',
  ],
  [
    'Failed_FilteredSpam',
    'Failed_FilteredSpam',
    false,
    'The email was identified as spam, and was rejected or blocked (not quarantined).',
  ],
  ['Failed_Quarantined', 'Failed_Quarantined', false, 'The email was quarantined (as spam, bulk mail, or phising).'],
  [
    'Failed_TTL',
    'Failed',
    false,
    'The email was in indefinite state Succeeded for too long (TTL), and was subsequently set to failed.',
  ],
  [
    'Failed_InvalidSasUrl',
    'Failed_InvalidSasUrl',
    false,
    'The email was not sent because one or more attachment SAS URLs are invalid, expired, or inaccessible.',
  ],
  [
    'Failed_PayloadTooLarge',
    'Failed_PayloadTooLarge',
    false,
    'The email was not sent because the total size of the attachments exceeds the allowed limit.',
  ],
]

const smsRows: readonly Row[] = [
  ['New', 'New', false, 'The SMS has been created, but has not been picked up for processing yet.'],
  ['Sending', 'Sending', false, 'The SMS is being processed and will be attempted sent shortly.'],
  ['Accepted', 'Accepted', true, 'The SMS has been accepted by the gateway service and will be sent shortly.'],
  ['Delivered', 'Delivered', true, 'The SMS was successfully delivered to its destination.'],
  ['Failed', 'Failed', false, 'The SMS was not delivered due to an unspecified failure.'],
  [
    'Failed_InvalidRecipient',
    'Failed_InvalidRecipient',
    false,
    "The SMS was not delivered because the recipient's mobile number was invalid.",
  ],
  [
    'Failed_RecipientReserved',
    'Failed_RecipientReserved',
    false,
    'The SMS was not sent because the recipient has reserved themselves from electronic communication.',
  ],
  [
    'Failed_BarredReceiver',
    'Failed_BarredReceiver',
    false,
    "The SMS was not delivered because the recipient's number is barred, blocked or not in use.",
  ],
  ['Failed_Deleted', 'Failed_Deleted', false, 'The SMS was not delivered because the message has been deleted.'],
  ['Failed_Expired', 'Failed_Expired', false, 'The SMS was not delivered because it has expired.'],
  [
    'Failed_Undelivered',
    'Failed_Undelivered',
    false,
    'The SMS was not delivered due to invalid number or no available route to destination.',
  ],
  [
    'Failed_RecipientNotIdentified',
    'Failed_RecipientNotIdentified',
    false,
    "The SMS was not delivered because the recipient's mobile number was not found.",
  ],
  ['Failed_Rejected', 'Failed_Rejected', false, 'The SMS was not delivered because it was rejected.'],
  [
    'Failed_TTL',
    'Failed',
    false,
    'The SMS was in indefinite state Accepted for too long (TTL), and was subsequently set to failed.',
  ],
]

const states: Readonly<Record<string, NotificationState>> = {
  New: 'new',
  Sending: 'claimed',
  Succeeded: 'accepted',
  Accepted: 'accepted',
}

const named = (name: string): Notification =>
  sampleNotification({
    state: states[name] ?? 'final',
    ...(states[name] === undefined ? { result: name as Result } : {}),
  })

const orderOf = (channel: Channel, ...notifications: readonly Notification[]): Order =>
  sampleOrder({ state: 'Processing', chunk: { channel, notifications } })

const summaryOf = (order: Order, channel: Channel) => notificationSummary({ order, parts: [order] }, channel)

/** The reference tells of temporary errors of e-mail, which are no result of ours. */
const ours = (row: Row) => row[0] !== 'Failed_TransientError'

describe.each([
  ['email', emailRows, emailResults],
  ['sms', smsRows, smsResults],
] as const)('a notification by %s', (channel, rows, results) => {
  test.each(rows.filter(ours))('that is %s is shown as %s', (name, status, ...[succeeded, description]) => {
    const { notifications, succeeded: count } = summaryOf(orderOf(channel, named(name)), channel)
    expect(notifications[0]).toMatchObject({
      succeeded,
      sendStatus: { status, description, lastUpdate: '2026-11-23T12:00:00Z' },
    })
    expect(count).toBe(succeeded ? 1 : 0)
  })

  test('is still being sent while nobody knows what became of it', () => {
    const [shown] = summaryOf(orderOf(channel, sampleNotification({ state: 'unknown' })), channel).notifications
    expect(shown?.sendStatus.status).toBe('Sending')
  })

  test('has a description for every name, and every result has a name', () => {
    expect(statusDescriptions[channel]).toEqual(Object.fromEntries(rows.map((row) => [row[0], row[3]])))
    expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining([...results]))
  })
})

describe('the notifications of an order', () => {
  const three = orderOf(
    'sms',
    sampleNotification({ state: 'final', result: 'Delivered', address: '+4799999999' }),
    sampleNotification({ state: 'accepted', index: 2, address: '+4799999998' }),
    sampleNotification({ state: 'final', result: 'Failed_Rejected', index: 3, address: '+4799999997' }),
  )

  test('are listed with their ids and addresses, and counted', () => {
    expect(summaryOf(three, 'sms')).toMatchObject({
      orderId: three.id,
      sendersReference: 'ref-1',
      generated: 3,
      succeeded: 2,
      notifications: [
        { id: notificationIdOf(three.id, 1, 1), recipient: { mobileNumber: '+4799999999' } },
        { id: notificationIdOf(three.id, 1, 2), recipient: { mobileNumber: '+4799999998' } },
        { id: notificationIdOf(three.id, 1, 3), recipient: { mobileNumber: '+4799999997' } },
      ],
    })
    expect(summaryOf(orderOf('email', named('New')), 'email').notifications[0]?.recipient).toEqual({
      emailAddress: 'ola@example.no',
    })
  })

  test('are none on the other channel, and none before the order is picked up or when it never was', () => {
    const none = { generated: 0, succeeded: 0, notifications: [] }
    expect(summaryOf(three, 'email')).toMatchObject(none)
    for (const state of ['Registered', 'Cancelled', 'SendConditionNotMet'] as const) {
      expect(summaryOf({ ...three, state }, 'sms')).toMatchObject(none)
    }
    expect(summaryOf({ ...three, state: 'Completed' }, 'sms').generated).toBe(3)
  })

  test('carry no reference where the order has none', () => {
    const { sendersReference: _, ...order } = three
    expect(summaryOf(order, 'sms')).not.toHaveProperty('sendersReference')
  })
})
