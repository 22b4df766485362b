import { expect, test } from 'vitest'
import { InstantEmailNotificationOrderRequest } from '../../../src/functions/http/wire/instant-email-request.ts'
import {
  InstantNotificationOrderRequest,
  InstantSmsNotificationOrderRequest,
} from '../../../src/functions/http/wire/instant-sms-request.ts'
import { errorsOf } from './judgement.ts'
import { emailSettings, smsSettings } from './samples.ts'

const sms = (more: object = {}) => ({ phoneNumber: '+4799999999', timeToLiveInSeconds: 300, smsSettings, ...more })

test.each([
  [{}, {}],
  [{ phoneNumber: '40000000' }, { PhoneNumber: ['Recipient phone number is not a valid mobile number.'] }],
  [{ phoneNumber: ' ' }, { PhoneNumber: ['The PhoneNumber field is required.'] }],
  [{ smsSettings: { body: '' } }, { 'ShortMessageContent.Body': ['The Body field is required.'] }],
  [{ smsSettings: null }, { ShortMessageContent: ['The ShortMessageContent field is required.'] }],
])('a text message %j: %j, on the new and the old route', (more, expected) => {
  const below = (prefix: string) =>
    Object.fromEntries(Object.entries(expected).map(([key, value]) => [`${prefix}.${key}`, value]))
  const recipientSms = sms(more)
  expect(errorsOf(InstantSmsNotificationOrderRequest, { idempotencyId: 'i', recipientSms })).toEqual(
    below('RecipientSms'),
  )
  expect(errorsOf(InstantNotificationOrderRequest, { idempotencyId: 'i', recipient: { recipientSms } })).toEqual(
    below('InstantNotificationRecipient.ShortMessageDeliveryDetails'),
  )
})

test('a text message lives between a minute and two days', () => {
  const errors = (timeToLiveInSeconds: unknown) =>
    errorsOf(InstantSmsNotificationOrderRequest, { idempotencyId: 'i', recipientSms: sms({ timeToLiveInSeconds }) })
  for (const good of [60, 3600, 172_800, '300']) expect(errors(good)).toEqual({})
  for (const bad of [59, 0, -1, 172_801]) {
    expect(errors(bad)).toEqual({
      'RecipientSms.TimeToLiveInSeconds': ['Time-to-live must be between 60 and 172800 seconds (48 hours).'],
    })
  }
  expect(Object.keys(errors(null))).toEqual(['$.recipientSms.timeToLiveInSeconds', 'request'])
})

test.each([
  [{}, {}, {}],
  [{ emailAddress: 'x' }, {}, { EmailAddress: ['Invalid email address format.'] }],
  [{}, { senderEmailAddress: '' }, { 'EmailSettings.SenderEmailAddress': ['Invalid email address format.'] }],
  [{}, { contentType: 2 }, { 'EmailSettings.ContentType': ['Email content type must be either Plain or HTML.'] }],
  [{}, { subject: '' }, { 'EmailSettings.Subject': ['The Subject field is required.'] }],
])('an e-mail %j with settings %j: %j', (more, settings, expected) => {
  const recipientEmail = { emailAddress: 'ola@example.no', emailSettings: { ...emailSettings, ...settings }, ...more }
  const keys = Object.entries(expected).map(([key, value]) => [`InstantEmailDetails.${key}`, value])
  expect(errorsOf(InstantEmailNotificationOrderRequest, { idempotencyId: 'i', recipientEmail })).toEqual(
    Object.fromEntries(keys),
  )
})

test('the idempotency id is asked for, and bounded', () => {
  const errors = (idempotencyId: string) =>
    errorsOf(InstantSmsNotificationOrderRequest, { idempotencyId, recipientSms: sms() })
  expect(errors(' ')).toEqual({ IdempotencyId: ['The IdempotencyId field is required.'] })
  expect(Object.keys(errors('x'.repeat(1_001)))).toEqual(['IdempotencyId'])
})
