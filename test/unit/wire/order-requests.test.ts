import { describe, expect, test } from 'vitest'
import { EmailNotificationOrderRequest } from '../../../src/functions/http/wire/email-notification-order-request.ts'
import { NotificationOrderRequest } from '../../../src/functions/http/wire/notification-order-request.ts'
import { SmsNotificationOrderRequest } from '../../../src/functions/http/wire/sms-notification-order-request.ts'
import { errorsOf, judge } from './judgement.ts'

const email = { subject: 'Frist', body: 'Husk fristen.', recipients: [{ emailAddress: 'kari@example.no' }] }
const sms = { body: 'Hei', recipients: [{ mobileNumber: '+4799999999' }] }
const templates = { emailTemplate: { subject: 'A', body: 'B' }, smsTemplate: { body: 'B' } }
const order = (more: object = {}) => ({
  notificationChannel: 'Email',
  ...templates,
  recipients: email.recipients,
  ...more,
})

const errorsOfEmail = (more: object) => errorsOf(EmailNotificationOrderRequest, { ...email, ...more })
const errorsOfSms = (more: object) => errorsOf(SmsNotificationOrderRequest, { ...sms, ...more })
const errorsOfOrder = (more: object) => errorsOf(NotificationOrderRequest, order(more))

test('an order with integer enumerations and explicit nulls, as the reference sends it, is read', () => {
  const { value, errors } = judge(NotificationOrderRequest, {
    notificationChannel: 2,
    emailTemplate: { fromAddress: '', subject: 'A', body: 'B', contentType: 0 },
    smsTemplate: { senderNumber: '', body: 'B' },
    recipients: [
      {
        emailAddress: null,
        mobileNumber: null,
        organizationNumber: null,
        nationalIdentityNumber: '11111111111',
        isReserved: null,
      },
    ],
    ignoreReservation: null,
    resourceId: null,
    resourceAction: null,
    sendersReference: null,
    requestedSendTime: '2099-01-01T10:00:00.1234567Z',
    conditionEndpoint: null,
  })
  expect(errors).toEqual({})
  expect(value).toMatchObject({
    notificationChannel: 'EmailPreferred',
    emailTemplate: { contentType: 'Plain' },
    recipients: [{ nationalIdentityNumber: '11111111111' }],
    requestedSendTime: new Date('2099-01-01T10:00:00.123Z'),
  })
})

test('an e-mail order without or with a null content type is plain', () => {
  expect(judge(EmailNotificationOrderRequest, email).value.contentType).toBe('Plain')
  expect(judge(EmailNotificationOrderRequest, { ...email, contentType: null }).value.contentType).toBe('Plain')
  expect(judge(EmailNotificationOrderRequest, { ...email, contentType: 'html' }).value.contentType).toBe('Html')
})

describe.each([
  ['an e-mail order', errorsOfEmail],
  ['an SMS order', errorsOfSms],
  ['an order', errorsOfOrder],
])('%s', (_, errors) => {
  test.each([
    [{}, {}],
    [{ requestedSendTime: '2026-05-04T11:58:00Z' }, {}],
    [
      { requestedSendTime: '2026-05-04T11:50:00Z' },
      { RequestedSendTime: ['Send time must be in the future. Leave blank to send immediately.'] },
    ],
    [
      { requestedSendTime: '2099-01-01T10:00:00' },
      { RequestedSendTime: ['The requested send time value must have specified a time zone.'] },
    ],
    [{ conditionEndpoint: 'https://vg.no/x' }, {}],
    [
      { conditionEndpoint: 'http://localhost/x' },
      { ConditionEndpoint: ['The condition endpoint must be a valid URL.'] },
    ],
    [{ resourceId: 'r', resourceAction: 'read' }, {}],
    [{ resourceAction: 'read' }, { ResourceAction: ['ResourceAction cannot be specified without a ResourceId.'] }],
    ...['   ', '\t', '\n'].map((resourceAction): [object, object] => [
      { resourceId: 'r', resourceAction },
      { ResourceAction: ['ResourceAction cannot be blank or whitespace.'] },
    ]),
    ...[null, '', '  '].map((resourceId): [object, object] => [
      { resourceId, resourceAction: 'read' },
      { ResourceAction: ['ResourceAction cannot be specified without a ResourceId.'] },
    ]),
    [{ recipients: [] }, { Recipients: ['One or more recipient is required.'] }],
    [{ recipients: null }, { Recipients: ['The Recipients field is required.'] }],
    [{ recipients: [null] }, { 'Recipients[0]': ['Recipient must not be null.'] }],
  ])('%j: %j', (more, expected) => {
    expect(errors(more)).toEqual(expected)
  })
})

describe('texts', () => {
  test('of the e-mail and SMS routes are asked for, blank or not there', () => {
    expect(errorsOfEmail({ subject: '  ' })).toEqual({ Subject: ['The Subject field is required.'] })
    expect(errorsOf(SmsNotificationOrderRequest, { recipients: sms.recipients })).toEqual({
      Body: ['The Body field is required.'],
    })
  })

  test.each([
    [
      { emailTemplate: null },
      { EmailTemplate: ['An email template is required for the selected notification channel.'] },
    ],
    [{ smsTemplate: null }, {}],
    [
      { notificationChannel: 'EmailPreferred', smsTemplate: null },
      { SmsTemplate: ['An SMS template is required for the selected the notification channel.'] },
    ],
    [{ notificationChannel: 'EmailAndSms', emailTemplate: null, smsTemplate: null, recipients: [] }, {}],
    [{ emailTemplate: { subject: 'A' } }, { 'EmailTemplate.Body': ['The email template body must not be empty.'] }],
    [{ emailTemplate: { body: 'B' } }, { 'EmailTemplate.Subject': ['The email template subject must not be empty.'] }],
    [{ smsTemplate: {} }, { 'SmsTemplate.Body': ['The SMS template body must not be empty.'] }],
    [
      { smsTemplate: { senderNumber: null, body: 'x' } },
      { 'SmsTemplate.SenderNumber': ['The SenderNumber field is required.'] },
    ],
    [
      { emailTemplate: { subject: 'A', body: 'B', contentType: 7 } },
      { 'EmailTemplate.ContentType': ['Email content type must be either Plain or HTML.'] },
    ],
  ])('of the general route: %j: %j', (more, expected) => {
    expect(errorsOfOrder(more)).toEqual(expected)
  })
})

test.each([
  [{ notificationChannel: null }, 'A notification channel must be defined.'],
  [{ notificationChannel: 9 }, 'Invalid notification channel value.'],
])('a channel is asked for: %j', (more, message) => {
  expect(errorsOfOrder(more)).toEqual({ NotificationChannel: [message] })
})

describe('recipients', () => {
  const preferred = (recipient: object) =>
    errorsOfOrder({ notificationChannel: 'SmsPreferred', recipients: [recipient] })
  const forEmail = (recipient: object) => errorsOfEmail({ recipients: [recipient] })
  const forSms = (recipient: object) => errorsOfSms({ recipients: [recipient] })
  const general = (recipient: object) => errorsOfOrder({ recipients: [recipient] })

  test('need an address of the channel or an identity', () => {
    const either = (message: string) => ({
      'Recipients[0]': [`Either a valid ${message} must be provided for each recipient.`],
    })
    const identity = 'organization number, or national identity number'
    expect(forEmail({ mobileNumber: '+4799999999' })).toEqual(either(`email address, ${identity}`))
    expect(general({ emailAddress: '' })).toEqual(either(`email address, ${identity}`))
    expect(forSms({ emailAddress: 'a@b.no' })).toEqual(either(`mobile number starting with country code, ${identity}`))
    expect(preferred({})).toEqual(either(`email address, mobile number starting with country code, ${identity}`))
  })

  test.each([forEmail, forSms, general, preferred])('may be known by a number alone', (errors) => {
    expect(errors({ nationalIdentityNumber: '11111111111' })).toEqual({})
    expect(errors({ organizationNumber: '999999999' })).toEqual({})
    expect(errors({ nationalIdentityNumber: '1' })).toEqual({
      'Recipients[0].NationalIdentityNumber': ['National identity number must be 11 digits long.'],
    })
    expect(errors({ organizationNumber: '1' })).toEqual({
      'Recipients[0].OrganizationNumber': ['Organization number must be 9 digits long.'],
    })
  })

  test.each([forEmail, forSms, general, preferred])('are known by one number, or by addresses', (errors) => {
    const person =
      'National identity number cannot be combined with email address, mobile number, or organization number.'
    const organization =
      'Organization number cannot be combined with email address, mobile number, or national identity number.'
    const both = { nationalIdentityNumber: '11111111111', organizationNumber: '999999999' }
    expect(errors(both)).toEqual({ 'Recipients[0]': [person, organization] })
    expect(errors({ nationalIdentityNumber: '11111111111', mobileNumber: '+4799999999' })).toEqual({
      'Recipients[0]': [person],
    })
    expect(errors({ organizationNumber: '999999999', emailAddress: 'a@b.no' })).toEqual({
      'Recipients[0]': [organization],
    })
  })

  test('have their addresses checked, those of the other channel not', () => {
    const badEmail = { 'Recipients[0].EmailAddress': ['Invalid email address format.'] }
    const badNumber = {
      'Recipients[0].MobileNumber': [
        "Mobile number can contain only '+' and numeric characters, and it must adhere to the E.164 standard.",
      ],
    }
    expect(forEmail({ emailAddress: 'one@example.com;two@example.com' })).toEqual(badEmail)
    expect(forSms({ mobileNumber: '99999999' })).toEqual(badNumber)
    expect(preferred({ emailAddress: 'x', mobileNumber: 'x' })).toEqual({ ...badEmail, ...badNumber })
    expect(forEmail({ emailAddress: 'a@b.no', mobileNumber: 'x' })).toEqual({})
    expect(forSms({ emailAddress: 'x', mobileNumber: '+4799999999' })).toEqual({})
  })

  test('of a channel with both addresses are not checked at all', () => {
    expect(errorsOfOrder({ notificationChannel: 'EmailAndSms', recipients: [{ emailAddress: 'x' }] })).toEqual({})
  })
})
