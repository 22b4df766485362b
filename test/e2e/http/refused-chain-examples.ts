import { secret } from '../order-request.ts'
import type { RefusedExample } from './refused-example.ts'

const models = 'Altinn.Notifications.Models'
const emailTo = (emailAddress: string, more: object = {}) => ({
  recipientEmail: { emailAddress, emailSettings: { subject: 'A', body: 'B', ...more } },
})
const future = (more: object) => ({
  path: '/future/orders',
  body: { idempotencyId: secret, recipient: emailTo('ola@example.no'), ...more },
})

const settings = { subject: 'S', body: 'B' }

export const refusedChainExamples: readonly RefusedExample[] = [
  {
    number: 35,
    title: 'a time that has passed',
    ...future({ requestedSendTime: new Date(Date.now() - 60_000).toISOString() }),
    errors: { RequestedSendTime: ['RequestedSendTime must be greater than or equal to now.'] },
  },
  {
    number: 36,
    title: 'no idempotency id',
    path: '/future/orders',
    body: { recipient: emailTo('ola@example.no') },
    errors: {
      $: [
        `JSON deserialization for type '${models}.NotificationOrderChainRequestExt' was missing required properties including: 'idempotencyId'.`,
      ],
      notificationOrderRequest: ['The notificationOrderRequest field is required.'],
    },
  },
  {
    number: 37,
    title: 'an empty idempotency id',
    ...future({ idempotencyId: '' }),
    errors: {
      IdempotencyId: ['The IdempotencyId field is required.'],
    },
  },
  {
    number: 37,
    title: 'a recipient that is null',
    ...future({ recipient: null }),
    errors: { Recipient: ['The Recipient field is required.'] },
  },
  {
    number: 38,
    title: 'no kind of recipient',
    ...future({ recipient: {} }),
    errors: { Recipient: ['Must have exactly one recipient.'] },
  },
  {
    number: 38,
    title: 'two kinds of recipient',
    ...future({
      recipient: {
        ...emailTo('ola@example.no'),
        recipientSms: { phoneNumber: '+4799999999', smsSettings: { body: 'x' } },
      },
    }),
    errors: { Recipient: ['Must have exactly one recipient.'] },
  },
  {
    number: 39,
    title: 'a number that is none',
    ...future({ recipient: { recipientSms: { phoneNumber: '0', smsSettings: { body: 'x' } } } }),
    errors: { 'Recipient.RecipientSms.PhoneNumber': ['Recipient phone number is not a valid mobile number.'] },
  },
  {
    number: 40,
    title: 'e-mail in the daytime, from nobody',
    ...future({ recipient: emailTo('ola@example.no', { sendingTimePolicy: 'Daytime', senderEmailAddress: '' }) }),
    errors: {
      'Recipient.RecipientEmail.Settings.SenderEmailAddress': ['The sender email address is not valid.'],
      'Recipient.RecipientEmail.Settings.SendingTimePolicy': ['Email only supports send time anytime'],
    },
  },
  {
    number: 41,
    title: 'an organisation with too short a number and no texts',
    ...future({ recipient: { recipientOrganization: { orgNumber: '99999999', channelSchema: 'SmsPreferred' } } }),
    errors: {
      'Recipient.RecipientOrganization.OrgNumber': ['Organization number must be 9 digits long.'],
      'Recipient.RecipientOrganization.EmailSettings': [
        'EmailSettings must be set when ChannelSchema is SmsPreferred or EmailPreferred',
      ],
      'Recipient.RecipientOrganization.SmsSettings': [
        'SmsSettings must be set when ChannelSchema is SmsPreferred or EmailPreferred',
      ],
    },
  },
  {
    number: 42,
    title: 'a channel that nobody knows',
    path: '/future/orders',
    body: '{"idempotencyId":"a","recipient":{"recipientPerson":{"nationalIdentityNumber":"1","channelSchema":"Fax"}}}',
    errors: {
      '$.recipient.recipientPerson.channelSchema': [
        `The JSON value could not be converted to ${models}.NotificationChannelExt. Path: $.recipient.recipientPerson.channelSchema | LineNumber: 0 | BytePositionInLine: 103.`,
      ],
      notificationOrderRequest: ['The notificationOrderRequest field is required.'],
    },
  },
  {
    number: 42,
    title: 'a channel by a number that no channel has',
    ...future({
      recipient: {
        recipientPerson: { nationalIdentityNumber: '01010112345', channelSchema: 9, emailSettings: settings },
      },
    }),
    errors: { 'Recipient.RecipientPerson.ChannelSchema': ['Invalid channel scheme value.'] },
  },
  {
    number: 43,
    title: 'an identity without a whole address',
    ...future({
      recipient: {
        recipientExternalIdentity: {
          externalIdentity: 'urn:altinn:person:idporten-email:user@example',
          channelSchema: 'Email',
          emailSettings: settings,
        },
      },
    }),
    errors: { 'Recipient.RecipientExternalIdentity.ExternalIdentity': ['Invalid external identity URN format.'] },
  },
  {
    number: 44,
    title: 'a reminder with a delay and a time',
    ...future({
      reminders: [{ delayDays: 1, requestedSendTime: '2099-01-01T10:00:00Z', recipient: emailTo('ola@example.no') }],
    }),
    errors: {
      'Reminders[0]': ['Either DelayDays or RequestedSendTime must be defined, but not both.'],
      'Reminders[0].RequestedSendTime': ['RequestedSendTime must be null when DelayDays is set.'],
      'Reminders[0].DelayDays': ['DelayDays must be null when RequestedSendTime is set.'],
    },
  },
  ...['api/endpoint', '/relative'].map((conditionEndpoint) => ({
    number: 45,
    title: `the condition ${conditionEndpoint}`,
    ...future({ conditionEndpoint }),
    errors: { ConditionEndpoint: ['ConditionEndpoint must be a valid absolute URI or null.'] },
  })),
  ...['urn:isbn:0-321-76572-0', 'C:\\x'].map((conditionEndpoint) => ({
    number: 45,
    title: `the condition ${conditionEndpoint}`,
    ...future({ conditionEndpoint }),
    errors: { ConditionEndpoint: ['ConditionEndpoint must use http or https scheme.'] },
  })),
]

export const refusedFeedExamples: readonly RefusedExample[] = [
  {
    number: 58,
    title: 'a sequence number below nought',
    path: '/future/shipment/feed?seq=-1',
    errors: { Seq: ['The field Seq must be between 0 and 9.223372036854776E+18.'] },
  },
  {
    number: 58,
    title: 'an order that is none',
    path: '/future/shipment/feed?orderBy=up',
    errors: { OrderBy: ["The value 'up' is not valid for OrderBy."] },
  },
]
