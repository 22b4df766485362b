import { secret } from '../order-request.ts'
import type { RefusedExample } from './refused-example.ts'

const address = { emailAddress: 'kari@example.no' }
const mail = { subject: secret, body: secret, recipients: [address] }
const email = (more: object) => ({ path: '/orders/email', body: { ...mail, ...more } })
const order = (body: object) => ({ path: '/orders', body })

export const refusedFirstVersionExamples: readonly RefusedExample[] = [
  {
    number: 12,
    title: 'an empty body',
    path: '/orders/email',
    body: '',
    errors: {
      '': ['A non-empty request body is required.'],
      emailNotificationOrderRequest: ['The emailNotificationOrderRequest field is required.'],
    },
  },
  {
    number: 13,
    title: 'no channel',
    ...order({ notificationChannel: null, recipients: [address] }),
    errors: {
      NotificationChannel: ['A notification channel must be defined.'],
    },
  },
  {
    number: 14,
    title: 'no SMS template',
    ...order({
      notificationChannel: 'EmailPreferred',
      emailTemplate: { subject: 'A', body: 'B' },
      recipients: [address],
    }),
    errors: { SmsTemplate: ['An SMS template is required for the selected the notification channel.'] },
  },
  {
    number: 15,
    title: 'a blank subject',
    ...email({ subject: '  ' }),
    errors: { Subject: ['The Subject field is required.'] },
  },
  {
    number: 16,
    title: 'null where a text may only be left out',
    ...order({
      notificationChannel: 'Sms',
      smsTemplate: { senderNumber: null, body: 'x' },
      recipients: [{ mobileNumber: '+4799999999' }],
    }),
    errors: { 'SmsTemplate.SenderNumber': ['The SenderNumber field is required.'] },
  },
  {
    number: 17,
    title: 'no recipients',
    path: '/orders/sms',
    body: { body: 'x', recipients: [] },
    errors: { Recipients: ['One or more recipient is required.'] },
  },
  {
    number: 18,
    title: 'a person with a number',
    ...email({ recipients: [{ nationalIdentityNumber: '11111111111', mobileNumber: '+4799999999' }] }),
    errors: {
      'Recipients[0]': [
        'National identity number cannot be combined with email address, mobile number, or organization number.',
      ],
    },
  },
  {
    number: 19,
    title: 'two addresses in one',
    ...email({ recipients: [{ emailAddress: 'one@example.com;two@example.com' }] }),
    errors: { 'Recipients[0].EmailAddress': ['Invalid email address format.'] },
  },
  {
    number: 20,
    title: 'a number without a country',
    path: '/orders/sms',
    body: { body: 'x', recipients: [{ mobileNumber: '99999999' }] },
    errors: {
      'Recipients[0].MobileNumber': [
        "Mobile number can contain only '+' and numeric characters, and it must adhere to the E.164 standard.",
      ],
    },
  },
  {
    number: 21,
    title: 'a time without a zone',
    ...email({ requestedSendTime: '2099-01-01T10:00:00' }),
    errors: { RequestedSendTime: ['The requested send time value must have specified a time zone.'] },
  },
  {
    number: 21,
    title: 'ten minutes ago',
    ...email({ requestedSendTime: new Date(Date.now() - 600_000).toISOString() }),
    errors: { RequestedSendTime: ['Send time must be in the future. Leave blank to send immediately.'] },
  },
  {
    number: 22,
    title: 'a condition on this machine',
    ...email({ conditionEndpoint: 'http://localhost/x' }),
    errors: { ConditionEndpoint: ['The condition endpoint must be a valid URL.'] },
  },
  {
    number: 23,
    title: 'an action with nothing',
    ...email({ resourceAction: 'read' }),
    errors: { ResourceAction: ['ResourceAction cannot be specified without a ResourceId.'] },
  },
  {
    number: 23,
    title: 'a blank action',
    ...email({ resourceId: 'r', resourceAction: '   ' }),
    errors: { ResourceAction: ['ResourceAction cannot be blank or whitespace.'] },
  },
  {
    number: 27,
    title: 'an id that is none',
    path: '/orders/not-a-guid',
    errors: { id: ["The value 'not-a-guid' is not valid."] },
  },
  {
    number: 28,
    title: 'no reference to search for',
    path: '/orders',
    errors: { sendersReference: ["A value for the 'sendersReference' parameter or property was not provided."] },
  },
]
