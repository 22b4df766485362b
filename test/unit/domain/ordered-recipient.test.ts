import { describe, expect, test } from 'vitest'
import {
  distinctRecipients,
  identityOf,
  needsLookUp,
  type OrderedRecipient,
} from '../../../src/domain/ordered-recipient.ts'

const person = { nationalIdentityNumber: '15915612242' }
const organization = { organizationNumber: '310500006' }
const external = { externalIdentity: 'urn:altinn:username:myk.mose' }
const email = { emailAddress: 'kari@example.no' }
const mobile = { mobileNumber: '+4799900001' }

describe('who a recipient is', () => {
  test.each<[OrderedRecipient, string | undefined]>([
    [{ ...external, ...organization, ...person }, person.nationalIdentityNumber],
    [{ ...external, ...organization }, organization.organizationNumber],
    [{ ...external, nationalIdentityNumber: '' }, external.externalIdentity],
    [{ ...email, ...mobile }, undefined],
  ])('%j', (recipient, name) => expect(identityOf(recipient)?.name).toBe(name))
})

describe('a recipient is looked up', () => {
  test.each<[OrderedRecipient, string]>([
    [person, 'Email Sms EmailPreferred SmsPreferred EmailAndSms'],
    [{ ...person, emailAddress: '' }, 'Email Sms EmailPreferred SmsPreferred EmailAndSms'],
    [{ ...person, ...email }, 'Sms'],
    [{ ...organization, ...mobile }, 'Email'],
    [{ ...external, ...email, ...mobile }, ''],
    [email, ''],
    [{}, ''],
  ])('%j on the channels %j', (recipient, expected) => {
    const channels = (['Email', 'Sms', 'EmailPreferred', 'SmsPreferred', 'EmailAndSms'] as const).filter((channel) =>
      needsLookUp(recipient, channel),
    )
    expect(channels.join(' ')).toBe(expected)
  })
})

describe('recipients that are ordered twice', () => {
  test('count once, where they stood first', () => {
    const recipients = [person, organization, { ...person }, external, { ...external }, { ...organization }]
    expect(distinctRecipients(recipients, 'Email')).toEqual([person, organization, external])
  })

  test('are the same however their address is written', () => {
    const emails = ['kari@example.no', ' Kari@Example.no', 'ola@example.no'].map((emailAddress) => ({ emailAddress }))
    expect(distinctRecipients(emails, 'Email')).toHaveLength(2)
    const numbers = ['+4799900001', '004799900001', '+47 999 00 001'].map((mobileNumber) => ({ mobileNumber }))
    expect(distinctRecipients(numbers, 'Sms')).toHaveLength(1)
  })

  test('are not those whose e-mails begin with one number', () => {
    const emails = ['+4799900001@a.example.no', '+4799900001@b.example.no'].map((emailAddress) => ({ emailAddress }))
    expect(distinctRecipients(emails, 'Email')).toEqual(emails)
  })

  test('are different people where one address has two names', () => {
    const recipients = [
      { ...person, ...email },
      { ...organization, ...email },
    ]
    expect(distinctRecipients(recipients, 'Email')).toEqual(recipients)
  })

  test('are two where one name has two addresses; only the last counts where two kinds of address serve', () => {
    const recipients = [
      { ...person, emailAddress: 'first@example.no' },
      { ...person, emailAddress: 'last@example.no' },
    ]
    expect(distinctRecipients(recipients, 'Email')).toEqual(recipients)
    expect(distinctRecipients(recipients, 'EmailPreferred')).toEqual(recipients.slice(1))
    expect(distinctRecipients(recipients, 'EmailAndSms')).toEqual(recipients.slice(1))
  })

  test('do not swallow recipients without a name', () => {
    expect(distinctRecipients([email, mobile, { ...email, ...mobile }], 'SmsPreferred')).toHaveLength(3)
  })
})
