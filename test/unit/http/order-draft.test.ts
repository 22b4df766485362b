import { describe, expect, test } from 'vitest'
import { emailDraft, smsDraft, unbuilt } from '../../../src/functions/http/order-draft.ts'
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
      channel: 'email',
      addresses: ['ola@example.no', 'kari@example.no'],
      requestedSendTime: noon,
      content: {
        email: { senderEmailAddress: 'noreply@altinn.cloud', subject: 'Vedtak', body: 'Les mer', contentType: 'Html' },
      },
    })
    expect(smsDraft(text, by)).toEqual({
      channel: 'sms',
      addresses: ['+4799999999', '004799999999'],
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

describe('what cannot be ordered yet', () => {
  const recipients = [{ emailAddress: 'ola@example.no' }]

  test('is nothing where addresses are given', () => expect(unbuilt({ recipients })).toEqual([]))

  test('is named by its key', () => {
    const asked = unbuilt({
      conditionEndpoint: 'https://example.no',
      recipients: [...recipients, { organizationNumber: '910568183' }, { nationalIdentityNumber: '16069412345' }],
    })
    expect(asked.map(([key]) => key)).toEqual(['ConditionEndpoint', 'Recipients[1]', 'Recipients[2]'])
  })

  test('is an order of more than 100 recipients', () => {
    const many = (count: number) => unbuilt({ recipients: Array.from({ length: count }, () => recipients[0] ?? {}) })
    expect(many(100)).toEqual([])
    expect(many(101).map(([key]) => key)).toEqual(['Recipients'])
  })
})
