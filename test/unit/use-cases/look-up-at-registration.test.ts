import { expect, test } from 'vitest'
import type { NotificationChannel } from '../../../src/domain/notification-channel.ts'
import type { OrderedRecipient } from '../../../src/domain/ordered-recipient.ts'
import { lookUpAtRegistration } from '../../../src/use-cases/look-up-at-registration.ts'
import { knownContacts } from './known-contacts.ts'

const nin = (number: string) => ({ nationalIdentityNumber: number })
const org = (number: string) => ({ organizationNumber: number })
const ext = (name: string) => ({ externalIdentity: name })
const direct = { emailAddress: 'direct@example.no' }

const known = {
  persons: [
    { ...nin('1'), isReserved: false, email: 'one@example.no' },
    { ...nin('2'), isReserved: true, email: 'two@example.no' },
    { ...nin('3'), isReserved: true },
    { ...nin('4'), isReserved: false, mobileNumber: '4123' },
  ],
  organizations: [
    { ...org('5'), emails: ['five@example.no'], mobileNumbers: [] },
    { ...org('6'), emails: [], mobileNumbers: [] },
  ],
  users: [{ ...org('6'), partyId: 1, userId: 1, email: 'user@example.no' }],
  permitted: [1],
}

type Row = [
  recipients: readonly OrderedRecipient[],
  status: 'Success' | 'PartialSuccess' | 'Failed',
  others: { isReserved?: string[]; missingContact?: string[]; channel?: NotificationChannel },
]

test.each<Row>([
  [[nin('1'), org('5')], 'Success', {}],
  [[nin('1'), nin('9')], 'PartialSuccess', { missingContact: ['9'] }],
  [[nin('9')], 'Failed', { missingContact: ['9'] }],
  // Only those who are looked up count.
  [[direct, nin('9')], 'Failed', { missingContact: ['9'] }],
  [[nin('1'), nin('2')], 'PartialSuccess', { isReserved: ['2'] }],
  [[nin('2'), nin('3')], 'Failed', { isReserved: ['2', '3'] }],
  [[nin('2'), nin('4'), org('6')], 'Failed', { isReserved: ['2'], missingContact: ['4', '6'] }],
  // As the reference counts: names once, recipients each.
  [[nin('9'), nin('9')], 'PartialSuccess', { missingContact: ['9'] }],
  [[ext('a'), org('5')], 'PartialSuccess', { missingContact: ['a'] }],
  [[nin('1')], 'Failed', { missingContact: ['1'], channel: 'Sms' }],
  [[nin('1')], 'Success', { channel: 'SmsPreferred' }],
  [[nin('1')], 'Success', { channel: 'EmailAndSms' }],
])('%j: %s', async (recipients, status, { isReserved = [], missingContact = [], channel = 'Email' }) => {
  const rules = { channel, resourceId: 'urn:altinn:resource:sample', ignoreReservation: true }
  const ports = knownContacts(known)
  expect(await lookUpAtRegistration(ports, rules, recipients)).toEqual({ status, isReserved, missingContact })
  expect(ports.contacts.ofUsers).not.toHaveBeenCalled()
})

test('nobody is asked, and nothing told, where every recipient came with an address', async () => {
  const ports = knownContacts(known)
  expect(await lookUpAtRegistration(ports, { channel: 'Email' }, [direct, { ...nin('9'), ...direct }])).toBeUndefined()
  expect(
    await lookUpAtRegistration(ports, { channel: 'EmailPreferred' }, [{ mobileNumber: '+4799900001' }]),
  ).toBeUndefined()
  for (const asked of Object.values(ports.contacts)) expect(asked).not.toHaveBeenCalled()
})

test('each is asked for once, however often ordered', async () => {
  const ports = knownContacts(known)
  await lookUpAtRegistration(ports, { channel: 'Email' }, [nin('1'), nin('1'), nin('2')])
  expect(ports.contacts.ofPersons.mock.calls).toEqual([[['1', '2'], { stale: false }]])
})
