import { describe, expect, test } from 'vitest'
import type { NotificationChannel } from '../../../src/domain/notification-channel.ts'
import { resolveRecipients } from '../../../src/use-cases/resolve-recipients.ts'
import { knownContacts } from './known-contacts.ts'
import { outcome } from './resolution-outcome.ts'

const nationalIdentityNumber = '15915612242'
const organizationNumber = '310500006'
const externalIdentity = 'urn:altinn:username:myk.mose'
const email = 'kari@example.no'
const mobileNumber = '+4799900001'

const channels = ['Email', 'Sms', 'EmailAndSms', 'EmailPreferred', 'SmsPreferred'] as const
const reserved = 'Failed_RecipientReserved'
const unknown = 'Failed_RecipientNotIdentified'

type Row = [NotificationChannel, email: string[], sms: string[]]

describe('a person', () => {
  const known = (of: object) => ({ persons: [{ nationalIdentityNumber, isReserved: false, ...of }] })

  const tables: Record<string, [of: object, rows: Row[]]> = {
    'with both addresses': [
      { email, mobileNumber },
      [
        ['Email', [email], []],
        ['Sms', [], [mobileNumber]],
        ['EmailAndSms', [email], [mobileNumber]],
        ['EmailPreferred', [email], []],
        ['SmsPreferred', [], [mobileNumber]],
      ],
    ],
    'with an e-mail': [
      { email },
      [
        ['Email', [email], []],
        ['Sms', [], [unknown]],
        ['EmailAndSms', [email], [unknown]],
        ['EmailPreferred', [email], []],
        ['SmsPreferred', [email], []],
      ],
    ],
    'with a mobile': [
      { mobileNumber },
      [
        ['Email', [unknown], []],
        ['Sms', [], [mobileNumber]],
        ['EmailAndSms', [unknown], [mobileNumber]],
        ['EmailPreferred', [], [mobileNumber]],
        ['SmsPreferred', [], [mobileNumber]],
      ],
    ],
    'with nothing usable': [
      { email: ' ', mobileNumber: '4123' },
      [
        ['Email', [unknown], []],
        ['Sms', [], [unknown]],
        ['EmailAndSms', [unknown], [unknown]],
        ['EmailPreferred', [unknown], []],
        ['SmsPreferred', [], [unknown]],
      ],
    ],
    'who is reserved, with both addresses': [
      { isReserved: true, email, mobileNumber },
      [
        ['Email', [reserved], []],
        ['Sms', [], [reserved]],
        ['EmailAndSms', [reserved], [reserved]],
        ['EmailPreferred', [reserved], []],
        ['SmsPreferred', [], [reserved]],
      ],
    ],
    'who is reserved, with a mobile': [
      { isReserved: true, mobileNumber },
      [
        ['Email', [reserved], []],
        ['EmailPreferred', [], [reserved]],
        ['SmsPreferred', [], [reserved]],
      ],
    ],
    'who is reserved, with an e-mail': [
      { isReserved: true, email },
      [
        ['Sms', [], [reserved]],
        ['EmailPreferred', [reserved], []],
        ['SmsPreferred', [reserved], []],
      ],
    ],
    'who is reserved, with nothing': [
      { isReserved: true },
      [
        ['EmailAndSms', [reserved], [reserved]],
        ['EmailPreferred', [reserved], []],
        ['SmsPreferred', [], [reserved]],
      ],
    ],
  }
  const rows = Object.entries(tables).flatMap(([who, [of, table]]) =>
    table.map(([channel, ...expected]) => ({ who, channel, of, expected })),
  )
  test.each(rows)('$who, on $channel', async ({ channel, of, expected }) => {
    expect(await outcome(known(of), { channel }, [{ nationalIdentityNumber }])).toEqual(expected)
  })

  test.each(channels)('whom the register does not know gets one failure on %s', async (channel) => {
    const [emails = [], numbers = []] = await outcome({}, { channel }, [{ nationalIdentityNumber }])
    const owed = channel === 'EmailAndSms' ? [unknown, unknown] : [unknown]
    expect([...emails, ...numbers]).toEqual(owed)
  })

  test('whose reservation is ignored is sent to, or fails for want of an address', async () => {
    const rules = { channel: 'Email', ignoreReservation: true } as const
    const recipients = [{ nationalIdentityNumber }]
    expect(await outcome(known({ isReserved: true, email }), rules, recipients)).toEqual([[email], []])
    expect(await outcome(known({ isReserved: true }), rules, recipients)).toEqual([[unknown], []])
  })

  test.each([
    ['99900001', '+4799900001'],
    ['004799900001', '+4799900001'],
    ['+47 999 00 001', '+4799900001'],
    ['+46701740605', '+46701740605'],
    ['00233242426224', '+233242426224'],
    ['81549300', unknown],
    ['+4712345678', unknown],
    ['', unknown],
  ])('has the number %j: %s', async (mobileNumber, expected) => {
    expect(await outcome(known({ mobileNumber }), { channel: 'Sms' }, [{ nationalIdentityNumber }])).toEqual([
      [],
      [expected],
    ])
  })

  test('is asked for with or without stale information, as ordered', async () => {
    const ports = knownContacts({})
    await resolveRecipients(ports, { channel: 'Sms' }, [{ nationalIdentityNumber }])
    await resolveRecipients(ports, { channel: 'Sms', useStaleContactInformation: true }, [{ nationalIdentityNumber }])
    expect(ports.contacts.ofPersons.mock.calls).toEqual([
      [[nationalIdentityNumber], { stale: false }],
      [[nationalIdentityNumber], { stale: true }],
    ])
  })
})

test('an external identity is matched whatever its letter case, and has no reservation', async () => {
  const externals = [{ externalIdentity: externalIdentity.toUpperCase(), email, mobileNumber: '4123' }]
  const resolve = (channel: NotificationChannel) => outcome({ externals }, { channel }, [{ externalIdentity }])
  expect(await resolve('SmsPreferred')).toEqual([[email], []])
  expect(await resolve('Sms')).toEqual([[], [unknown]])
})

describe('addresses that were ordered', () => {
  test('are used as they are, and nobody is asked', async () => {
    const ports = knownContacts({})
    const recipients = [
      { emailAddress: ' Kari@example.no', mobileNumber: '0047 99900001' },
      { nationalIdentityNumber, emailAddress: email },
    ]
    const { email: emails, sms } = await resolveRecipients(ports, { channel: 'EmailAndSms' }, recipients)
    expect(emails).toEqual([{ address: ' Kari@example.no' }, { nationalIdentityNumber, address: email }])
    expect(sms).toEqual([{ address: '0047 99900001' }, { nationalIdentityNumber, result: unknown }])
    for (const asked of Object.values(ports.contacts)) expect(asked).not.toHaveBeenCalled()
  })

  test('of both kinds are not both used where one is preferred', async () => {
    const recipients = [{ emailAddress: email, mobileNumber }]
    expect(await outcome({}, { channel: 'SmsPreferred' }, recipients)).toEqual([[], [mobileNumber]])
    expect(await outcome({}, { channel: 'EmailPreferred' }, recipients)).toEqual([[email], []])
  })
})

test('notifications come in the order of their recipients, with who they are for', async () => {
  const persons = [{ nationalIdentityNumber, isReserved: false, email }]
  const organizations = [{ organizationNumber, emails: ['post@example.no'], mobileNumbers: [] }]
  const recipients = [
    { organizationNumber },
    { emailAddress: 'direct@example.no' },
    { nationalIdentityNumber },
    { externalIdentity },
    { organizationNumber },
  ]
  const resolved = await resolveRecipients(knownContacts({ persons, organizations }), { channel: 'Email' }, recipients)
  expect(resolved.email).toEqual([
    { organizationNumber, address: 'post@example.no' },
    { address: 'direct@example.no' },
    { nationalIdentityNumber, address: email },
    { externalIdentity, result: unknown },
  ])
})

describe('names', () => {
  const persons = [{ nationalIdentityNumber, isReserved: false, email, mobileNumber }]
  const names = [{ number: nationalIdentityNumber, name: 'Rask Elv' }]
  const recipients = [
    { nationalIdentityNumber },
    { organizationNumber },
    { emailAddress: 'direct@example.no' },
    { externalIdentity },
  ]

  test('are asked for once, for those who will read something', async () => {
    const ports = knownContacts({ persons, names })
    const resolved = await resolveRecipients(ports, { channel: 'EmailAndSms', needsNames: true }, recipients)
    expect(ports.contacts.names.mock.calls).toEqual([[{ persons: [nationalIdentityNumber], organizations: [] }]])
    expect(resolved.email[0]).toEqual({ nationalIdentityNumber, address: email, name: 'Rask Elv' })
    expect(resolved.sms[0]).toEqual({ nationalIdentityNumber, address: mobileNumber, name: 'Rask Elv' })
  })

  test('are not asked for where no text says them, or nobody has one', async () => {
    const ports = knownContacts({ persons, names })
    await resolveRecipients(ports, { channel: 'Email' }, recipients)
    await resolveRecipients(ports, { channel: 'Email', needsNames: true }, [{ emailAddress: email }])
    expect(ports.contacts.names).not.toHaveBeenCalled()
  })
})
