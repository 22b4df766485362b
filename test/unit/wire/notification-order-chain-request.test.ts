import { describe, expect, test } from 'vitest'
import { NotificationOrderChainRequest } from '../../../src/functions/http/wire/notification-order-chain-request.ts'
import { errorsOf, judge } from './judgement.ts'
import { chain, chainTo, emailSettings, recipientEmail, recipientSms, smsSettings } from './samples.ts'

const errors = (body: unknown) => errorsOf(NotificationOrderChainRequest, body, 'notificationOrderRequest')

test('a chain with everything in it is read, defaults filled in', () => {
  const { value, errors } = judge(NotificationOrderChainRequest, {
    ...chain({ requestedSendTime: '2099-01-01T09:00:00Z', sendersReference: 'main-42' }),
    dialogportenAssociation: { dialogId: 'd', transmissionId: null },
    conditionEndpoint: 'http://localhost:8080/x',
    reminders: [
      { delayDays: 3, sendersReference: 'rem-1', recipient: { recipientSms } },
      { requestedSendTime: '2099-01-20T09:00:00+01:00', recipient: { recipientEmail } },
    ],
  })
  expect(errors).toEqual({})
  expect(value).toEqual({
    idempotencyId: 'case-42',
    sendersReference: 'main-42',
    requestedSendTime: new Date('2099-01-01T09:00:00Z'),
    conditionEndpoint: 'http://localhost:8080/x',
    dialogportenAssociation: { dialogId: 'd', transmissionId: undefined },
    recipient: {
      recipientEmail: {
        ...recipientEmail,
        emailSettings: { ...emailSettings, contentType: 'Plain', sendingTimePolicy: 'Anytime' },
      },
    },
    reminders: [
      {
        delayDays: 3,
        sendersReference: 'rem-1',
        recipient: { recipientSms: { ...recipientSms, smsSettings: { ...smsSettings, sendingTimePolicy: 'Daytime' } } },
      },
      {
        requestedSendTime: new Date('2099-01-20T08:00:00Z'),
        recipient: {
          recipientEmail: {
            ...recipientEmail,
            emailSettings: { ...emailSettings, contentType: 'Plain', sendingTimePolicy: 'Anytime' },
          },
        },
      },
    ],
  })
})

test('one kind of recipient may be given and the others be null', () => {
  expect(errors(chainTo({ recipientEmail, recipientSms: null, recipientPerson: null }))).toEqual({})
})

describe('the body as a whole', () => {
  test('without the members it has to have', () => {
    expect(errors({ recipient: { recipientEmail } })).toEqual({
      $: [
        "JSON deserialization for type 'Altinn.Notifications.Models.NotificationOrderChainRequestExt' was missing required properties including: 'idempotencyId'.",
      ],
      notificationOrderRequest: ['The notificationOrderRequest field is required.'],
    })
  })

  test.each([
    [{ idempotencyId: '' }, 'IdempotencyId'],
    [{ idempotencyId: '   ' }, 'IdempotencyId'],
    [{ recipient: null }, 'Recipient'],
  ])('%j: %s is asked for', (more, key) => {
    expect(errors(chain(more))).toEqual({ [key]: [`The ${key} field is required.`] })
  })

  test('an idempotency id may be long, but not endless', () => {
    expect(errors(chain({ idempotencyId: 'x'.repeat(1_000) }))).toEqual({})
    expect(errors(chain({ idempotencyId: 'x'.repeat(1_001) }))).toEqual({
      IdempotencyId: ['IdempotencyId must be at most 1000 characters long.'],
    })
  })

  test.each([
    ['2026-05-04T12:00:00Z', undefined],
    ['2026-05-04T14:00:00+02:00', undefined],
    ['2099-01-01T10:00:00', 'The requested send time value must have specified a time zone.'],
    ['2026-05-04T11:59:59.999Z', 'RequestedSendTime must be greater than or equal to now.'],
    ['2026-05-04T16:00:00+05:00', 'RequestedSendTime must be greater than or equal to now.'],
  ])('a send time of %s: %s', (requestedSendTime, message) => {
    expect(errors(chain({ requestedSendTime }))).toEqual(message === undefined ? {} : { RequestedSendTime: [message] })
  })

  test('a send time that has passed and has no zone is told both', () => {
    expect(errors(chain({ requestedSendTime: '2020-01-01' }))).toEqual({
      RequestedSendTime: [
        'The requested send time value must have specified a time zone.',
        'RequestedSendTime must be greater than or equal to now.',
      ],
    })
  })

  test.each([
    ['api/endpoint', 'ConditionEndpoint must be a valid absolute URI or null.'],
    ['/relative', 'ConditionEndpoint must be a valid absolute URI or null.'],
    ['https://example.com/a%20b', 'ConditionEndpoint must be a valid absolute URI or null.'],
    ['urn:isbn:0-321-76572-0', 'ConditionEndpoint must use http or https scheme.'],
    ['C:\\x', 'ConditionEndpoint must use http or https scheme.'],
    [null, undefined],
  ])('a condition endpoint %j: %s', (conditionEndpoint, message) => {
    expect(errors(chain({ conditionEndpoint }))).toEqual(message === undefined ? {} : { ConditionEndpoint: [message] })
  })

  test.each([[{}], [{ recipientEmail, recipientSms }]])('recipients %j are not exactly one', (recipient) => {
    expect(errors(chainTo(recipient))).toEqual({ Recipient: ['Must have exactly one recipient.'] })
  })
})

describe('reminders', () => {
  const reminder = (more: object) => errors(chain({ reminders: [{ recipient: { recipientEmail }, ...more }] }))
  const inTime = '2099-01-01T00:00:00Z'
  const either = 'Either DelayDays or RequestedSendTime must be defined, but not both.'

  test.each([
    [{ delayDays: 1 }, {}],
    [{ delayDays: '7' }, {}],
    [{ requestedSendTime: inTime }, {}],
    [{}, { 'Reminders[0]': [either] }],
    [{ delayDays: 0 }, { 'Reminders[0].DelayDays': ['DelayDays must be greater than or equal to 1 day.'] }],
    [
      { delayDays: 1, requestedSendTime: inTime },
      {
        'Reminders[0]': [either],
        'Reminders[0].RequestedSendTime': ['RequestedSendTime must be null when DelayDays is set.'],
        'Reminders[0].DelayDays': ['DelayDays must be null when RequestedSendTime is set.'],
      },
    ],
    [
      { requestedSendTime: '2099-01-01T00:00:00' },
      { 'Reminders[0].RequestedSendTime': ['The RequestedSendTime must have specified a time zone.'] },
    ],
    [
      { requestedSendTime: '2026-05-04T11:59:59Z' },
      {
        'Reminders[0].RequestedSendTime': ['RequestedSendTime must be greater than or equal to the current UTC time.'],
      },
    ],
    [
      { delayDays: 1, conditionEndpoint: 'ftp://example.com' },
      { 'Reminders[0].ConditionEndpoint': ['ConditionEndpoint must use http or https scheme.'] },
    ],
    [{ delayDays: 3_000_000 }, { 'Reminders[0].DelayDays': ['DelayDays must not lead beyond the year 9999.'] }],
    [{ delayDays: 1, recipient: null }, { 'Reminders[0].Recipient': ['The Recipient field is required.'] }],
    [{ delayDays: 1, recipient: {} }, { 'Reminders[0].Recipient': ['Must have exactly one recipient.'] }],
  ])('%j: %j', (more, expected) => {
    expect(reminder(more)).toEqual(expected)
  })

  test('a delay counts from the send time of the chain', () => {
    const reminders = [{ recipient: { recipientEmail }, delayDays: 2 }]
    expect(errors(chain({ requestedSendTime: '9999-12-29T23:59:59Z', reminders }))).toEqual({})
    expect(Object.keys(errors(chain({ requestedSendTime: '9999-12-30T23:59:59Z', reminders })))).toEqual([
      'Reminders[0].DelayDays',
    ])
  })

  test('may be as many as are stored at once with their main order', () => {
    const many = (count: number) =>
      Array.from({ length: count }, () => ({ recipient: { recipientEmail }, delayDays: 1 }))
    expect(errors(chain({ reminders: many(89) }))).toEqual({})
    expect(errors(chain({ reminders: many(90) }))).toEqual({ Reminders: ['An order can have at most 89 reminders.'] })
  })

  test('may be long, but not longer together than is stored at once', () => {
    const body = 'x'.repeat(199_000)
    const long = { recipient: { recipientSms: { phoneNumber: '+4799999999', smsSettings: { body } } }, delayDays: 1 }
    expect(errors(chain({ reminders: [long, long, long] }))).toEqual({})
    const message = 'The reminders must be at most 600000 characters long together.'
    expect(errors(chain({ reminders: [long, long, long, long] }))).toEqual({ Reminders: [message] })
  })

  test('may be none, but not null', () => {
    expect(errors(chain({ reminders: [] }))).toEqual({})
    expect(errors(chain({ reminders: [null] }))).toEqual({ 'Reminders[0]': ['Reminder must not be null.'] })
  })
})
