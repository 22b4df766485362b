import { describe, expect, test } from 'vitest'
import { anyChannelDraft, emailDraft, smsDraft } from '../../../src/functions/http/order-draft.ts'
import { noon, secondsAfter } from '../domain/sample-order.ts'

const by = {
  creator: 'ttd',
  receivedAt: noon,
  defaultEmailFromAddress: 'noreply@altinn.cloud',
  defaultSmsSender: 'Altinn',
}
const mail = {
  subject: 'Vedtak',
  body: 'Les mer',
  contentType: 'Html' as const,
  recipients: [{ emailAddress: 'ola@example.no' }, { emailAddress: 'kari@example.no' }],
}
const text = { body: 'Les mer', recipients: [{ mobileNumber: '+4799999999' }, { mobileNumber: '004799999999' }] }

describe('an order of the older routes', () => {
  test('takes what it does not say from the settings, and leaves at once', () => {
    expect(emailDraft(mail, by)).toEqual({
      channel: 'Email',
      recipients: mail.recipients,
      terms: {},
      requestedSendTime: noon,
      content: {
        email: { senderEmailAddress: 'noreply@altinn.cloud', subject: 'Vedtak', body: 'Les mer', contentType: 'Html' },
      },
    })
    expect(smsDraft(text, by)).toEqual({
      channel: 'Sms',
      recipients: text.recipients,
      terms: {},
      policy: 'Daytime',
      requestedSendTime: noon,
      content: { sms: { sender: 'Altinn', body: 'Les mer' } },
    })
  })

  test('keeps what it says', () => {
    const said = { sendersReference: 'sak-1', requestedSendTime: secondsAfter(noon, 60) }
    const email = emailDraft({ ...mail, ...said, fromAddress: 'skatt@example.no' }, by)
    expect(email).toMatchObject({ ...said, content: { email: { senderEmailAddress: 'skatt@example.no' } } })
    const sms = smsDraft({ ...text, ...said, senderNumber: 'Skatt' }, by)
    expect(sms).toMatchObject({ ...said, content: { sms: { sender: 'Skatt' } } })
  })

  test('with an empty sender has none', () => {
    expect(emailDraft({ ...mail, fromAddress: '' }, by).content.email?.senderEmailAddress).toBe('noreply@altinn.cloud')
    expect(smsDraft({ ...text, senderNumber: '' }, by).content.sms?.sender).toBe('Altinn')
  })

  test('has a blank for each line break of its subject, and for none of its body', () => {
    const { email } = emailDraft({ ...mail, subject: 'a\r\nb\nc\rd\n\ne', body: 'a\nb' }, by).content
    expect(email).toMatchObject({ subject: 'a b c d  e', body: 'a\nb' })
  })
})

describe('recipients of the older routes', () => {
  const recipients = [
    { emailAddress: 'ola@example.no', mobileNumber: '+4799999999' },
    { organizationNumber: '910568183', emailAddress: '' },
    { nationalIdentityNumber: '16069412345' },
  ]

  test('keep their names, and of their addresses those of the channel; empty text says nothing', () => {
    const named = [{ organizationNumber: '910568183' }, { nationalIdentityNumber: '16069412345' }]
    expect(emailDraft({ ...mail, recipients }, by).recipients).toEqual([{ emailAddress: 'ola@example.no' }, ...named])
    expect(smsDraft({ ...text, recipients }, by).recipients).toEqual([{ mobileNumber: '+4799999999' }, ...named])
    expect(anyChannelDraft({ notificationChannel: 'EmailAndSms', recipients }, by)).toMatchObject({
      channel: 'EmailAndSms',
      recipients: [recipients[0], ...named],
    })
  })

  test('are found, and asked for, as the order says', () => {
    const terms = {
      ignoreReservation: true,
      resourceId: 'urn:altinn:resource:skatt',
      conditionEndpoint: 'https://example.no/condition',
    }
    expect(emailDraft({ ...mail, ...terms }, by).terms).toEqual(terms)
    expect(smsDraft({ ...text, ...terms }, by).terms).toEqual(terms)
  })
})
