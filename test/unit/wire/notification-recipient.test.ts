import { describe, expect, test } from 'vitest'
import { NotificationOrderChainRequest } from '../../../src/functions/http/wire/notification-order-chain-request.ts'
import { errorsOf } from './judgement.ts'
import { chainTo, emailSettings, recipientEmail, recipientSms, smsSettings } from './samples.ts'

/** Errors of a chain to the recipient, with keys relative to it. */
function errorsAt(recipient: object): Record<string, string[]> {
  const errors = errorsOf(NotificationOrderChainRequest, chainTo(recipient))
  return Object.fromEntries(
    Object.entries(errors).map(([key, messages]) => [key.replace(/^Recipient\.\w+\.?/, ''), messages]),
  )
}

describe('by e-mail address', () => {
  const email = (more: object, settings: object = {}) =>
    errorsAt({ recipientEmail: { ...recipientEmail, emailSettings: { ...emailSettings, ...settings }, ...more } })

  test.each([
    [{}, { senderEmailAddress: null, contentType: 1, sendingTimePolicy: 'ANYTIME' }, {}],
    [{ emailAddress: 'no-address' }, {}, { EmailAddress: ['Invalid email address format.'] }],
    [{ emailAddress: '' }, {}, { EmailAddress: ['The EmailAddress field is required.'] }],
    [{ emailSettings: null }, {}, { Settings: ['The Settings field is required.'] }],
    [{}, { subject: null }, { 'Settings.Subject': ['The Subject field is required.'] }],
    [{}, { body: ' \n' }, { 'Settings.Body': ['The Body field is required.'] }],
    [{}, { contentType: 7 }, { 'Settings.ContentType': ['Email content type must be either Plain or HTML.'] }],
    [{}, { sendingTimePolicy: 99 }, { 'Settings.SendingTimePolicy': ['Email only supports send time anytime'] }],
    [
      {},
      { sendingTimePolicy: 'Daytime', senderEmailAddress: '' },
      {
        'Settings.SenderEmailAddress': ['The sender email address is not valid.'],
        'Settings.SendingTimePolicy': ['Email only supports send time anytime'],
      },
    ],
  ])('%j with settings %j: %j', (more, settings, expected) => {
    expect(email(more, settings)).toEqual(expected)
  })
})

describe('by number', () => {
  const sms = (more: object, settings: object = {}) =>
    errorsAt({ recipientSms: { ...recipientSms, smsSettings: { ...smsSettings, ...settings }, ...more } })

  test.each([
    [{}, { sender: 'Kommunen', sendingTimePolicy: 1 }, {}],
    [{ phoneNumber: '0' }, {}, { PhoneNumber: ['Recipient phone number is not a valid mobile number.'] }],
    [{}, { body: '  ' }, { 'Settings.Body': ['The Body field is required.'] }],
    [
      {},
      { sendingTimePolicy: 0 },
      { 'Settings.SendingTimePolicy': ['SMS only supports send time daytime and anytime'] },
    ],
  ])('%j with settings %j: %j', (more, settings, expected) => {
    expect(sms(more, settings)).toEqual(expected)
  })
})

const kinds = [
  ['recipientPerson', { nationalIdentityNumber: '16069412345' }],
  ['recipientOrganization', { orgNumber: '123456789' }],
  ['recipientExternalIdentity', { externalIdentity: 'urn:altinn:username:john.doe' }],
] as const

describe.each(kinds)('%s, whose address is looked up', (kind, identity) => {
  const errors = (more: object) =>
    errorsAt({ [kind]: { ...identity, emailSettings, smsSettings, channelSchema: 'Email', ...more } })
  const without = (channelSchema: string) => errors({ channelSchema, emailSettings: null, smsSettings: null })
  const asked = (member: string, channels: string) => ({
    [member]: [`${member} must be set when ChannelSchema is ${channels}`],
  })

  test('needs the settings of its channel', () => {
    expect(without('Email')).toEqual(asked('EmailSettings', 'Email'))
    expect(without('Sms')).toEqual(asked('SmsSettings', 'Sms'))
    for (const [channel, named] of [
      ['EmailAndSms', 'EmailAndSms'],
      ['EmailPreferred', 'SmsPreferred or EmailPreferred'],
      ['SmsPreferred', 'SmsPreferred or EmailPreferred'],
    ] as const) {
      expect(without(channel)).toEqual({ ...asked('EmailSettings', named), ...asked('SmsSettings', named) })
      expect(errors({ channelSchema: channel })).toEqual({})
    }
  })

  test('has its settings judged whatever the channel', () => {
    expect(errors({ smsSettings: { body: 'b', sendingTimePolicy: 7 } })).toEqual({
      'SmsSettings.SendingTimePolicy': ['SMS only supports send time daytime and anytime'],
    })
  })

  test('must name a channel that exists', () => {
    expect(errors({ channelSchema: 9 })).toEqual({ ChannelSchema: ['Invalid channel scheme value.'] })
    const { channelSchema: _, ...rest } = { ...identity, emailSettings, channelSchema: '' }
    expect(Object.keys(errorsAt({ [kind]: rest }))).toEqual([`$.recipient.${kind}`, 'request'])
    expect(Object.keys(errors({ channelSchema: 'Fax' }))).toEqual([`$.recipient.${kind}.channelSchema`, 'request'])
  })

  const resource = 'urn:altinn:resource:x'
  const syntax = { ResourceId: ['ResourceId must have a valid syntax.'] }
  const noResource = { ResourceAction: ['ResourceAction cannot be specified without a ResourceId.'] }
  const blank = { ResourceAction: ['ResourceAction cannot be blank or whitespace.'] }

  test.each([
    [{ resourceId: resource, resourceAction: 'read' }, {}],
    [{ resourceId: resource, resourceAction: '' }, {}],
    [{ resourceAction: '' }, {}],
    [{ resourceId: '' }, syntax],
    [{ resourceId: 'urn:altinn:resource:' }, syntax],
    [{ resourceAction: 'read' }, noResource],
    [
      { resourceId: '  ', resourceAction: 'read' },
      { ...syntax, ...noResource },
    ],
    [{ resourceId: resource, resourceAction: '\t\n' }, blank],
  ])('may name a resource: %j: %j', (more, expected) => {
    expect(errors(more)).toEqual(expected)
  })
})

test.each([
  ['recipientPerson', 'nationalIdentityNumber', '1606941234', 'National identity number must be 11 digits long.'],
  ['recipientOrganization', 'orgNumber', '99999999', 'Organization number must be 9 digits long.'],
  ['recipientExternalIdentity', 'externalIdentity', 'urn:altinn:username:', 'Invalid external identity URN format.'],
])('%s with %s %j is refused', (...[kind, member, value, message]) => {
  const key = member.charAt(0).toUpperCase() + member.slice(1)
  expect(errorsAt({ [kind]: { [member]: value, channelSchema: 0, emailSettings } })).toEqual({ [key]: [message] })
  expect(errorsAt({ [kind]: { [member]: ' ', channelSchema: 0, emailSettings } })).toEqual({
    [key]: [`The ${key} field is required.`],
  })
})

test('flags of a person cannot be null', () => {
  const person = { nationalIdentityNumber: '16069412345', channelSchema: 0, emailSettings, ignoreReservation: null }
  expect(Object.keys(errorsAt({ recipientPerson: person }))).toEqual([
    '$.recipient.recipientPerson.ignoreReservation',
    'request',
  ])
})
