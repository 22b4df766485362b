import { describe, expect, test } from 'vitest'
import type { NotificationChannel } from '../../../src/domain/notification-channel.ts'
import type { OrganizationContact, UserContact } from '../../../src/use-cases/register-ports.ts'
import { resolveRecipients } from '../../../src/use-cases/resolve-recipients.ts'
import { knownContacts } from './known-contacts.ts'
import { outcome } from './resolution-outcome.ts'

const organizationNumber = '310500006'
const unknown = 'Failed_RecipientNotIdentified'

describe('an organisation', () => {
  const official = (emails: string[], mobileNumbers: string[]): OrganizationContact => ({
    organizationNumber,
    emails,
    mobileNumbers,
  })
  const user = (userId: number, of: object = {}): UserContact => ({ organizationNumber, partyId: 60001, userId, ...of })
  const withResource = (channel: NotificationChannel) => ({ channel, resourceId: 'urn:altinn:resource:sample' })
  const recipients = [{ organizationNumber }]

  test('is told at each of its addresses, once each', async () => {
    const emails = ['a@example.no', 'b@example.no', 'A@example.no', ' ']
    const numbers = ['99900001', '004799900001', '+4799900001', '+4799900002', '12345678']
    const known = { organizations: [official(emails, numbers)] }
    expect(await outcome(known, { channel: 'EmailAndSms' }, recipients)).toEqual([
      ['a@example.no', 'b@example.no'],
      ['+4799900001', '+4799900002'],
    ])
    expect(await outcome(known, { channel: 'EmailPreferred' }, recipients)).toEqual([
      ['a@example.no', 'b@example.no'],
      [],
    ])
  })

  test.each<[NotificationChannel, string[], string[]]>([
    ['Email', [unknown], []],
    ['EmailPreferred', [], ['+4799900001']],
    ['SmsPreferred', [], ['+4799900001']],
  ])('with mobiles only, on %s', async (channel, ...expected) => {
    const known = { organizations: [official([], ['+4799900001'])] }
    expect(await outcome(known, { channel }, recipients)).toEqual(expected)
  })

  test('is told through its users who may act, each by what they have', async () => {
    const known = {
      organizations: [official(['post@example.no'], [])],
      users: [
        user(1, { email: 'one@example.no', mobileNumber: '+4799900001' }),
        user(2, { email: 'two@example.no' }),
        user(3, { mobileNumber: '+4799900003' }),
      ],
      permitted: [1, 3],
    }
    expect(await outcome(known, withResource('Email'), recipients)).toEqual([['post@example.no', 'one@example.no'], []])
    expect(await outcome(known, withResource('EmailPreferred'), recipients)).toEqual([
      ['post@example.no', 'one@example.no'],
      ['+4799900003'],
    ])
    expect(await outcome(known, withResource('SmsPreferred'), recipients)).toEqual([
      ['post@example.no'],
      ['+4799900001', '+4799900003'],
    ])
  })

  test('that has users only is told through them', async () => {
    const known = { users: [user(1, { email: 'one@example.no' })], permitted: [1] }
    expect(await outcome(known, withResource('Email'), recipients)).toEqual([['one@example.no'], []])
    expect(await outcome({ ...known, permitted: [] }, withResource('Email'), recipients)).toEqual([[unknown], []])
  })

  test('is not told twice at an address that two share', async () => {
    const known = {
      organizations: [official(['post@example.no'], ['+4799900001'])],
      users: [
        user(1, { email: 'POST@example.no', mobileNumber: '+4799900002' }),
        user(2, { email: 'two@example.no', mobileNumber: '99900002' }),
        user(3, { email: 'Two@example.no', mobileNumber: '12345' }),
      ],
      permitted: [1, 2, 3],
    }
    expect(await outcome(known, withResource('EmailAndSms'), recipients)).toEqual([
      ['post@example.no', 'two@example.no'],
      ['+4799900001', '+4799900002'],
    ])
  })

  test('never has an SMS sent to a user whose mobile is no number', async () => {
    const known = { users: [user(1, { email: 'one@example.no', mobileNumber: '12345' })], permitted: [1] }
    expect(await outcome(known, withResource('SmsPreferred'), recipients)).toEqual([['one@example.no'], []])
    expect(await outcome(known, withResource('Sms'), recipients)).toEqual([[], [unknown]])
  })

  test.each([
    [undefined, undefined, []],
    [' ', undefined, []],
    ['urn:altinn:resource:', undefined, []],
    [' urn:altinn:resource:tax-2025 ', undefined, [{ resource: 'tax-2025', action: 'read' }]],
    ['tax-2025', ' ', [{ resource: 'tax-2025', action: 'read' }]],
    ['app_ttd_myapp', ' access ', [{ resource: 'app_ttd_myapp', action: 'access' }]],
  ])('with the resource %j and action %j: the users are asked for as %j', async (resourceId, resourceAction, asked) => {
    const ports = knownContacts({ users: [user(1)] })
    await resolveRecipients(ports, { channel: 'Email', resourceId, resourceAction }, recipients)
    expect(ports.asked).toEqual(asked)
    expect(ports.contacts.ofUsers).toHaveBeenCalledTimes(asked.length)
  })

  test('without users has nobody judged', async () => {
    const ports = knownContacts({})
    await resolveRecipients(ports, withResource('Email'), recipients)
    expect(ports.asked).toEqual([])
  })
})
