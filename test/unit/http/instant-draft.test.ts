import { expect, test } from 'vitest'
import { instantEmail, instantSms } from '../../../src/functions/http/instant-draft.ts'

const by = { creator: 'ttd', defaultEmailFromAddress: 'noreply@altinn.cloud', defaultSmsSender: 'Altinn' }

const sms = (sender?: string) =>
  instantSms(
    {
      idempotencyId: 'i',
      recipientSms: { phoneNumber: '004799999999', timeToLiveInSeconds: 60, smsSettings: { body: 'Hei', sender } },
    },
    by,
  )

test('an SMS goes to its number as it was given, for as long as it is asked to live', () => {
  expect(sms('NAV')).toEqual({
    creator: 'ttd',
    idempotencyId: 'i',
    channel: 'sms',
    address: '004799999999',
    lifetimeSeconds: 60,
    content: { sms: { sender: 'NAV', body: 'Hei' } },
  })
})

test.each([undefined, '', ' \t'])('an SMS without a sender, %j, has the configured one', (sender) => {
  expect(sms(sender).content.sms?.sender).toBe('Altinn')
})

test.each([
  [undefined, 'noreply@altinn.cloud'],
  ['\tpost@example.no ', 'post@example.no'],
])('an e-mail from %j is from %s, with a subject of one line', (senderEmailAddress, from) => {
  const emailSettings = { subject: 'a\r\nb', body: 'Hei', contentType: 'Html' as const, senderEmailAddress }
  const request = {
    idempotencyId: 'i',
    sendersReference: '',
    recipientEmail: { emailAddress: 'a@example.no', emailSettings },
  }
  expect(instantEmail(request, by)).toEqual({
    creator: 'ttd',
    idempotencyId: 'i',
    sendersReference: '',
    channel: 'email',
    address: 'a@example.no',
    content: { email: { senderEmailAddress: from, subject: 'a b', body: 'Hei', contentType: 'Html' } },
  })
})
