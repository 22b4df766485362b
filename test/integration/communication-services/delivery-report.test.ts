import { describe, expect, test } from 'vitest'
import { readDeliveryReport } from '../../../src/adapters/communication-services/delivery-report.ts'
import { chainOf } from '../../../src/domain/ids.ts'
import { reportMessage, type ReportSchema } from '../../local/communication-services/report-event.ts'
import { emailTo } from './started-courier.ts'

const { notification } = emailTo('kari@example.no')

const data = (changes: Record<string, unknown> = {}) => ({
  sender: 'noreply@example.no',
  recipient: 'kari@example.no',
  messageId: notification,
  status: 'Delivered',
  deliveryStatusDetails: { statusMessage: 'OK' },
  ...changes,
})

const eventOf = (changes: Record<string, unknown>, schema: ReportSchema = 'event-grid') =>
  reportMessage(
    {
      id: 'event',
      type: 'Microsoft.Communication.EmailDeliveryReportReceived',
      subject: 'sender/x/message/y',
      time: new Date('2026-11-23T12:00:00Z'),
      data: data(changes),
    },
    schema,
  ).body as Record<string, unknown>

const schemas = ['event-grid', 'cloud-events'] as const

describe.each(schemas)('an event in the schema %s', (schema) => {
  test('is a report of its notification', () => {
    const report = {
      notification,
      result: 'Delivered',
      receipt: { provider: 'azure-communication-services', reference: notification },
      raw: expect.any(String) as string,
      maskedRecipient: 'k***@example.no',
    }
    expect(readDeliveryReport(eventOf({}, schema))).toEqual({ report })
    expect(readDeliveryReport([eventOf({}, schema)])).toEqual({ report })
  })

  test('of another type is none', () => {
    const name = schema === 'event-grid' ? 'eventType' : 'type'
    const other = { ...eventOf({}, schema), [name]: 'Microsoft.Communication.EmailEngagementTrackingReportReceived' }
    expect(readDeliveryReport(other)).toEqual({ dead: { reason: 'INVALID_DELIVERY_REPORT' } })
  })
})

const statuses = {
  Delivered: 'Delivered',
  Bounced: 'Failed_Bounced',
  Failed: 'Failed',
  Expanded: 'Failed',
  FilteredSpam: 'Failed_FilteredSpam',
  Quarantined: 'Failed_Quarantined',
  Suppressed: 'Failed_SupressedRecipient',
}

test.each(Object.entries(statuses))('status %s, in any case, is %s', (status, result) => {
  for (const spelling of [status, status.toLowerCase(), status.toUpperCase()]) {
    expect(readDeliveryReport(eventOf({ status: spelling }))).toMatchObject({ report: { result } })
  }
})

test('a status that nobody knows is kept by name, its recipient masked', () => {
  expect(readDeliveryReport(eventOf({ status: 'Teleported' }))).toEqual({
    dead: { reason: 'INVALID_DELIVERY_REPORT', result: 'Teleported', maskedRecipient: 'k***@example.no' },
  })
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(readDeliveryReport(eventOf({ status: name }))).toMatchObject({ dead: { result: name } })
  }
})

describe('the id in a report', () => {
  test('may be spelled in upper case', () => {
    expect(readDeliveryReport(eventOf({ messageId: notification.toUpperCase() }))).toMatchObject({
      report: { notification },
    })
  })

  test.each([
    ['of somebody else', crypto.randomUUID()],
    ['of a chain', chainOf(notification)],
    ['that is no id', 'x'],
    ['that is empty', ''],
  ])('%s leads nowhere', (_, messageId) => {
    expect(readDeliveryReport(eventOf({ messageId }))).toEqual({
      dead: { reason: 'NOTIFICATION_NOT_FOUND', result: 'Delivered', maskedRecipient: 'k***@example.no' },
    })
  })
})

test('a report without recipient is one all the same', () => {
  expect(readDeliveryReport(eventOf({ recipient: undefined }))).toMatchObject({ report: { maskedRecipient: '***' } })
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'Delivered'],
  ['a number', 7],
  ['an empty list', []],
  ['a list of two', [eventOf({}), eventOf({})]],
  ['a list in a list', [[eventOf({})]]],
  ['an object without data', { eventType: 'Microsoft.Communication.EmailDeliveryReportReceived' }],
  ['a number as id', eventOf({ messageId: 7 })],
  ['no status', eventOf({ status: undefined })],
  ['a status of a megabyte', eventOf({ status: 'x'.repeat(1024 * 1024) })],
  ['a recipient of a megabyte', eventOf({ recipient: 'x'.repeat(1024 * 1024) })],
  ['an id of a megabyte', eventOf({ messageId: 'x'.repeat(1024 * 1024) })],
])('%s is no report, and nothing of it is kept', (_, body) => {
  expect(readDeliveryReport(body)).toEqual({ dead: { reason: 'INVALID_DELIVERY_REPORT' } })
})

test('the raw report keeps all that came, for support', () => {
  expect(JSON.parse(rawOf(eventOf({})))).toEqual(data())
})

test('the raw report is cut to 1,024 characters', () => {
  const statusMessage = `550 5.1.1\u2028${'x'.repeat(5000)}`
  const raw = rawOf(eventOf({ deliveryStatusDetails: { statusMessage } }))
  expect(raw).toHaveLength(1024)
  expect(raw).toContain('550 5.1.1\u2028xxx')
})

function rawOf(event: unknown): string {
  const read = readDeliveryReport(event)
  return typeof read === 'object' && 'report' in read ? read.report.raw : ''
}
