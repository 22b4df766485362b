import { describe, expect, test } from 'vitest'
import { chainDraft } from '../../../src/functions/http/chain-draft.ts'
import { NotificationOrderChainRequest } from '../../../src/functions/http/wire/notification-order-chain-request.ts'
import { judge } from '../wire/judgement.ts'
import { chain, chainTo, emailSettings, recipientEmail, recipientSms, smsSettings } from '../wire/samples.ts'

const receivedAt = new Date('2026-05-04T12:00:00Z')
const circumstances = {
  creator: 'ttd',
  receivedAt,
  defaultEmailFromAddress: 'noreply@altinn.cloud',
  defaultSmsSender: 'Altinn',
}

function draftOf(body: object) {
  const { value, errors } = judge(NotificationOrderChainRequest, body)
  expect(errors).toEqual({})
  return chainDraft(value, circumstances)
}

const emailOf = (settings: object) =>
  draftOf(chainTo({ recipientEmail: { ...recipientEmail, emailSettings: { ...emailSettings, ...settings } } })).main
    .content.email
const smsOf = (settings: object) =>
  draftOf(chainTo({ recipientSms: { ...recipientSms, smsSettings: { ...smsSettings, ...settings } } })).main

test('an e-mail gets what its request leaves open', () => {
  expect(draftOf(chain())).toEqual({
    creator: 'ttd',
    idempotencyId: 'case-42',
    main: {
      channel: 'Email',
      recipients: [{ emailAddress: 'ola@example.no' }],
      terms: {},
      requestedSendTime: receivedAt,
      content: {
        email: {
          senderEmailAddress: 'noreply@altinn.cloud',
          subject: 'Test subject',
          body: 'Test body',
          contentType: 'Plain',
        },
      },
    },
    reminders: [],
  })
})

test('an SMS gets what its request leaves open', () => {
  expect(draftOf(chainTo({ recipientSms })).main).toEqual({
    channel: 'Sms',
    recipients: [{ mobileNumber: '+4799999999' }],
    terms: {},
    policy: 'Daytime',
    requestedSendTime: receivedAt,
    content: { sms: { sender: 'Altinn', body: 'Test body' } },
  })
})

describe('senders', () => {
  test('are trimmed', () => {
    expect(emailOf({ senderEmailAddress: 'skatt@example.no' })?.senderEmailAddress).toBe('skatt@example.no')
    expect(smsOf({ sender: ' Skatt \t' }).content.sms?.sender).toBe('Skatt')
  })

  test.each(['', '  ', null])('of SMS that are %j are the default one', (sender) => {
    expect(smsOf({ sender }).content.sms?.sender).toBe('Altinn')
  })
})

test.each([
  ['a\r\nb', 'a b'],
  ['a\nb\rc', 'a b c'],
  ['a\n\r\n\nb', 'a   b'],
])('line breaks of a subject become one space each (%j)', (subject, read) => {
  expect(emailOf({ subject })?.subject).toBe(read)
})

test('line breaks of bodies stay', () => {
  expect(emailOf({ body: 'a\r\nb' })?.body).toBe('a\r\nb')
  expect(smsOf({ body: 'a\r\nb' }).content.sms?.body).toBe('a\r\nb')
})

test('an SMS may leave when its request says', () => {
  expect(smsOf({ sendingTimePolicy: 'Anytime' }).policy).toBe('Anytime')
})

describe('reminders', () => {
  const remindersOf = (...reminders: object[]) =>
    draftOf(chain({ requestedSendTime: '2026-06-01T10:00:00+02:00', reminders })).reminders
  const timesOf = (...reminders: object[]) => remindersOf(...reminders).map(({ requestedSendTime: at }) => at)

  test('are due days of 24 hours after their main order, or at a time of their own', () => {
    const recipient = { recipientEmail }
    expect(timesOf({ recipient, delayDays: 3 }, { recipient, requestedSendTime: '2026-05-10T08:00:00Z' })).toEqual([
      new Date('2026-06-04T08:00:00Z'),
      new Date('2026-05-10T08:00:00Z'),
    ])
  })

  test('count from now where their main order is for now', () => {
    const reminders = [{ recipient: { recipientEmail }, delayDays: 1 }]
    expect(draftOf(chain({ reminders })).reminders[0]?.requestedSendTime).toEqual(new Date('2026-05-05T12:00:00Z'))
  })

  test('keep their order, recipient and reference, and share the dialog of their chain', () => {
    const body = chain({
      sendersReference: 'main',
      dialogportenAssociation: { dialogId: 'd' },
      reminders: [
        { recipient: { recipientSms }, delayDays: 2, sendersReference: 'second' },
        { recipient: { recipientEmail }, delayDays: 1 },
      ],
    })
    const draft = draftOf(body)
    const all = [draft.main, ...draft.reminders]
    expect(all.map(({ channel, sendersReference: reference }) => [channel, reference])).toEqual([
      ['Email', 'main'],
      ['Sms', 'second'],
      ['Email', undefined],
    ])
    const dialogs = all.map(({ content }) => content.dialogportenAssociation?.dialogId)
    expect(dialogs).toEqual(['d', 'd', 'd'])
  })
})

describe('a recipient who is looked up', () => {
  const person = { nationalIdentityNumber: '02056260016', channelSchema: 'EmailPreferred', emailSettings, smsSettings }
  const personOf = (more: object = {}) => draftOf(chainTo({ recipientPerson: { ...person, ...more } })).main

  test('is named, with the ways to reach them, and the texts for both', () => {
    expect(personOf({ ignoreReservation: true, resourceId: 'urn:altinn:resource:skatt' })).toMatchObject({
      channel: 'EmailPreferred',
      recipients: [{ nationalIdentityNumber: '02056260016' }],
      terms: { ignoreReservation: true, resourceId: 'urn:altinn:resource:skatt' },
      policy: 'Daytime',
      content: { email: { subject: 'Test subject' }, sms: { body: 'Test body' } },
    })
  })

  test('may be an organisation', () => {
    const recipientOrganization = { orgNumber: '910568183', channelSchema: 'Email', emailSettings }
    expect(draftOf(chainTo({ recipientOrganization })).main).toMatchObject({
      channel: 'Email',
      recipients: [{ organizationNumber: '910568183' }],
    })
  })

  test('is reached by old addresses where the tax administration asks', () => {
    const { value } = judge(NotificationOrderChainRequest, chainTo({ recipientPerson: person }))
    expect(chainDraft(value, { ...circumstances, creator: 'SKD' }).main.terms?.useStaleContactInformation).toBe(true)
    expect(personOf().terms?.useStaleContactInformation).not.toBe(true)
  })

  test('may be reminded under a condition', () => {
    const conditionEndpoint = 'https://example.no/condition'
    const reminders = [{ recipient: { recipientPerson: person }, delayDays: 1, conditionEndpoint }]
    expect(draftOf(chain({ reminders })).reminders).toMatchObject([{ terms: { conditionEndpoint } }])
  })
})
