import { expect } from 'vitest'
import { emailTo, order, secret } from '../order-request.ts'

/** A body that is refused, and the `errors` of the answer. */
type RefusedOrder = readonly [title: string, body: unknown, errors: object]

const unread = { notificationOrderRequest: ['The notificationOrderRequest field is required.'] }
const empty = { '': ['A non-empty request body is required.'], ...unread }
const models = 'Altinn.Notifications.Models'
const sms = { recipientSms: { phoneNumber: '+4799999999', smsSettings: { body: secret } } }

/** Text as it is sent; anything else is sent as JSON. */
export const refusedOrders: readonly RefusedOrder[] = [
  ['no body', '', empty],
  ['null', 'null', empty],
  ['a list', '[]', { $: [unlike('NotificationOrderChainRequestExt', '$', 1)], ...unread }],
  ['a brace that is never closed', '{', { $: [ending('$', 1)], ...unread }],
  ['a comma too many', '{"idempotencyId":"a",}', { $: [ending('$', 21)], ...unread }],
  ['a comment', '{/* hemmelighet */}', { $: [ending('$', 1)], ...unread }],
  [
    'missing members',
    {},
    {
      $: [
        `JSON deserialization for type '${models}.NotificationOrderChainRequestExt' was missing required properties including: 'idempotencyId', 'recipient'.`,
      ],
      ...unread,
    },
  ],
  [
    'missing members deep inside',
    order('deep', { recipient: { recipientEmail: { emailAddress: 'a@example.no', emailSettings: {} } } }),
    {
      '$.recipient.recipientEmail.emailSettings': [
        `JSON deserialization for type '${models}.Email.EmailSendingOptionsExt' was missing required properties including: 'subject', 'body'.`,
      ],
      ...unread,
    },
  ],
  [
    'a number for a text',
    '{\n "idempotencyId": 7}',
    {
      '$.idempotencyId': [
        'The JSON value could not be converted to System.String. Path: $.idempotencyId | LineNumber: 1 | BytePositionInLine: 19.',
      ],
      ...unread,
    },
  ],
  [
    'a word that is none of an enumeration',
    '{"idempotencyId":"a","recipient":{"recipientPerson":{"nationalIdentityNumber":"1","channelSchema":"Fax"}}}',
    {
      '$.recipient.recipientPerson.channelSchema': [
        `The JSON value could not be converted to ${models}.NotificationChannelExt. Path: $.recipient.recipientPerson.channelSchema | LineNumber: 0 | BytePositionInLine: 103.`,
      ],
      ...unread,
    },
  ],
  [
    'a day that does not exist',
    '{"requestedSendTime":"2099-02-30T09:00:00Z"}',
    {
      '$.requestedSendTime': [
        'The JSON value could not be converted to System.DateTime. Path: $.requestedSendTime | LineNumber: 0 | BytePositionInLine: 43.',
      ],
      ...unread,
    },
  ],
  ['a blank id', order('blank', { idempotencyId: ' ' }), { IdempotencyId: ['The IdempotencyId field is required.'] }],
  ['no recipient', order('none', { recipient: null }), { Recipient: ['The Recipient field is required.'] }],
  ['an empty recipient', order('empty', { recipient: {} }), { Recipient: ['Must have exactly one recipient.'] }],
  [
    'two recipients',
    order('two', { recipient: { ...emailTo('a@example.no'), ...sms } }),
    { Recipient: ['Must have exactly one recipient.'] },
  ],
  [
    'an address that is none',
    order('address', { recipient: emailTo('hemmelighet') }),
    { 'Recipient.RecipientEmail.EmailAddress': ['Invalid email address format.'] },
  ],
  [
    'several faults at once',
    order('several', { recipient: emailTo('a@example.no', { sendingTimePolicy: 'Daytime', senderEmailAddress: '' }) }),
    {
      'Recipient.RecipientEmail.Settings.SenderEmailAddress': ['The sender email address is not valid.'],
      'Recipient.RecipientEmail.Settings.SendingTimePolicy': ['Email only supports send time anytime'],
    },
  ],
  [
    'a time without a zone',
    order('zone', { requestedSendTime: '2099-01-01T09:00:00' }),
    { RequestedSendTime: ['The requested send time value must have specified a time zone.'] },
  ],
  [
    'a time that has passed',
    order('past', { requestedSendTime: '2020-01-01T09:00:00Z' }),
    { RequestedSendTime: ['RequestedSendTime must be greater than or equal to now.'] },
  ],
  [
    'a condition that is no address',
    order('condition', { conditionEndpoint: 'api/endpoint' }),
    { ConditionEndpoint: ['ConditionEndpoint must be a valid absolute URI or null.'] },
  ],
  [
    'an id of a thousand and one characters',
    order('long', { idempotencyId: 'a'.repeat(1_001) }),
    { IdempotencyId: ['IdempotencyId must be at most 1000 characters long.'] },
  ],
  [
    'a null character',
    order('null', { recipient: emailTo('a@example.no', { subject: 'a\u0000b' }) }),
    {
      'Recipient.RecipientEmail.Settings.Subject': ['Subject must not contain the null character (U+0000).'],
    },
  ],
]

function unlike(type: string, path: string, position: number): string {
  return `The JSON value could not be converted to ${models}.${type}. Path: ${path} | LineNumber: 0 | BytePositionInLine: ${position}.`
}

/** The parser's own words before that are not fixed. */
function ending(path: string, position: number): unknown {
  return expect.stringMatching(new RegExp(` Path: \\${path} \\| LineNumber: 0 \\| BytePositionInLine: ${position}\\.$`))
}
