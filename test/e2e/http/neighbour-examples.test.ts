import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { apiClient, tokenHolder, type ApiClient } from '../../local/cloud/api-client.ts'
import { secret } from '../order-request.ts'
import { invalid } from '../problems.ts'
import { baseUri, startedApi } from './started-api.ts'

/** The examples of the wire contract that need a register, a provider at once, or somebody who runs the service. */
const api = startedApi()

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string
const mail = { subject: 'Frist', body: 'Husk fristen.' }
const person = { withBoth: '15915612242', withNothing: '08826515547' }
const organization = { withNothing: '310816760' }

let composer: ApiClient
let support: ApiClient

beforeAll(async () => {
  composer = await tokenHolder(api.cloud.url, { scopes: 'altinn:serviceowner/notifications.composedemail.create' })
  support = await tokenHolder(api.cloud.url, { scopes: 'altinn:notifications.support.admin' })
})

async function answer(asked: Promise<{ readonly status: number; readonly text: string }>) {
  const { status, text } = await asked
  return [status, text === '' ? undefined : (JSON.parse(text) as unknown)]
}

describe('an example of a caller', () => {
  it('4: an app with its platform access token alone', async () => {
    const { url } = api.cloud.parts.altinnPlatform.ready
    const headers = { authorization: 'Basic bG9jYWw6bG9jYWw=' }
    const response = await fetch(`${url}/api/GetPlatformToken?env=local&app=ttd/app`, { headers })
    const app = apiClient(api.cloud.url, { PlatformAccessToken: await response.text() })
    const { status, text } = await app.post('/orders/email', {
      ...mail,
      recipients: [{ emailAddress: 'a@example.no' }],
    })
    expect(status).toBe(202)
    const { orderId } = JSON.parse(text) as { orderId: string }
    expect(await answer(api.owner.ask(`/orders/${orderId}`))).toMatchObject([200, { creator: 'ttd' }])
  })

  it('5: nobody’s organisation, with a body that is good and one that is not', async () => {
    const nobodys = await tokenHolder(api.cloud.url, { org: '' })
    const recipientEmail = { emailAddress: 'a@example.no', emailSettings: mail }
    const path = '/future/orders/instant/email'
    expect(await nobodys.post(path, { idempotencyId: `${secret}-5`, recipientEmail })).toMatchObject({
      status: 403,
      text: '',
    })
    expect((await nobodys.post(path, {})).status).toBe(400)
  })

  it('6: the ordinary scope for composed e-mail', async () => {
    expect(await api.owner.post('/future/orders/composed-email', {})).toMatchObject({ status: 403, text: '' })
  })
})

describe('an example of a look-up', () => {
  it.each([
    [
      '9: one of two',
      [{ nationalIdentityNumber: person.withBoth }, { organizationNumber: organization.withNothing }],
      'PartialSuccess',
      [organization.withNothing],
    ],
    ['10: all', [{ nationalIdentityNumber: person.withBoth }], 'Success', []],
    ['10: none', [{ nationalIdentityNumber: person.withNothing }], 'Failed', [person.withNothing]],
  ])('%s can be reached', async (_, ...[recipients, status, missingContact]) => {
    expect(await answer(api.owner.post('/orders/sms', { body: 'Hei', recipients }))).toEqual([
      202,
      { orderId: guid, recipientLookup: { status, isReserved: [], missingContact } },
    ])
  })

  it('11: enumerations as integers, explicit nulls, seven decimals', async () => {
    const recipient = {
      emailAddress: null,
      mobileNumber: null,
      organizationNumber: null,
      nationalIdentityNumber: person.withBoth,
      isReserved: null,
    }
    const order = {
      notificationChannel: 2,
      emailTemplate: { fromAddress: '', subject: 'A', body: 'B', contentType: 0 },
      smsTemplate: { senderNumber: '', body: 'B' },
      recipients: [recipient],
      ignoreReservation: null,
      resourceId: null,
      resourceAction: null,
      sendersReference: null,
      requestedSendTime: '2099-01-01T10:00:00.1234567Z',
      conditionEndpoint: null,
    }
    expect((await answer(api.owner.post('/orders', order)))[0]).toBe(202)
  })

  it('24: both channels, and nobody to write to', async () => {
    const { status } = await api.owner.post('/orders', { notificationChannel: 'EmailAndSms', recipients: [] })
    expect(status).toBe(202)
  })

  it('46: somebody without an address', async () => {
    const recipientPerson = {
      nationalIdentityNumber: person.withNothing,
      channelSchema: 'Email',
      emailSettings: mail,
    }
    const chain = { idempotencyId: `${secret}-46`, recipient: { recipientPerson } }
    expect(await answer(api.owner.post('/future/orders', chain))).toMatchObject([
      422,
      { type: 'urn:altinn:error:NOT-00001', code: 'NOT-00001', statusDescription: 'Unprocessable Entity' },
    ])
  })
})

describe('an example of a composed e-mail', () => {
  const signed = '?se=2099-12-31T00%3A00%3A00Z&sp=r&sr=b&sig=x'
  const at = 'https://acct.blob.core.windows.net/c/f.pdf'
  const composed = (file: object) => ({
    idempotencyId: `${secret}-${randomUUID()}`,
    recipient: {
      emailAddress: 'ola@example.no',
      emailSettings: {
        ...mail,
        attachments: [{ filename: 'f.pdf', mimeType: 'application/pdf', sasUrl: at + signed, ...file }],
      },
    },
  })
  const post = (file: object) => answer(composer.post('/future/orders/composed-email', composed(file)))
  const refused = (key: string, message: string) => [
    400,
    invalid({ [`Recipient.Settings.Attachments[0]${key}`]: [`Attachment 'f.pdf': ${message}`] }),
  ]

  it('47: with one attachment', async () => {
    expect(await post({})).toEqual([201, { notificationOrderId: guid, notification: { shipmentId: guid } }])
  })

  it.each([
    [
      '48: a signature that has ended',
      `${at}?se=2020-01-01T00%3A00%3A00Z&sp=r&sr=b&sig=x`,
      '',
      'sasUrl must be valid for at least 15 minutes after requestedSendTime.',
    ],
    ['49: http', at.replace('https', 'http') + signed, '.SasUrl', 'sasUrl must be an absolute HTTPS URI.'],
    [
      '49: another host',
      `https://attacker.example.com/f.pdf${signed}`,
      '.SasUrl',
      'sasUrl host must be within Azure Blob Storage (*.blob.core.windows.net).',
    ],
    ['49: no signature', at, '.SasUrl', 'sasUrl is missing required SAS parameters (se, sig, sp, sr).'],
  ])('%s', async (...[, sasUrl, key, message]) => {
    expect(await post({ sasUrl })).toEqual(refused(key, message))
  })

  it('50: a program, in a folder', async () => {
    const [status, body] = await post({ filename: 'a/b.exe', mimeType: 'application/x-msdownload' })
    const keys = Object.keys((body as { errors: object }).errors)
    expect([status, keys]).toEqual([
      400,
      ['Filename', 'MimeType'].map((key) => `Recipient.Settings.Attachments[0].${key}`),
    ])
  })
})

describe('an example of an instant message', () => {
  const sms = (more: object = {}) => ({
    phoneNumber: '+4799999999',
    timeToLiveInSeconds: 300,
    smsSettings: { body: 'Kode 123' },
    ...more,
  })
  const email = { emailAddress: 'ola@example.no', emailSettings: mail }

  it('51: sent once, whichever route asks again', async () => {
    const idempotencyId = `${secret}-51`
    const first = await api.owner.post('/future/orders/instant/sms', { idempotencyId, recipientSms: sms() })
    const body = JSON.parse(first.text) as { notificationOrderId: string }
    expect([first.status, body]).toEqual([201, { notificationOrderId: guid, notification: { shipmentId: guid } }])
    const chains = `${baseUri}/notifications/api/v1/orders/chain`
    expect(first.headers.get('location')).toBe(`${chains}/${body.notificationOrderId}`)
    const again = { idempotencyId, recipientSms: sms() }
    expect(await answer(api.owner.post('/future/orders/instant/sms', again))).toEqual([200, body])
    const other = { idempotencyId, recipientEmail: email }
    expect(await answer(api.owner.post('/future/orders/instant/email', other))).toEqual([200, body])
  })

  it.each([
    ['/sms', 'RecipientSms', { recipientSms: sms({ timeToLiveInSeconds: 59 }) }],
    [
      '',
      'InstantNotificationRecipient.ShortMessageDeliveryDetails',
      { recipient: { recipientSms: sms({ timeToLiveInSeconds: 59 }) } },
    ],
  ])('52: too short a life, to /instant%s', async (path, key, body) => {
    const asked = api.owner.post(`/future/orders/instant${path}`, { idempotencyId: `${secret}-52`, ...body })
    const message = 'Time-to-live must be between 60 and 172800 seconds (48 hours).'
    expect(await answer(asked)).toEqual([400, invalid({ [`${key}.TimeToLiveInSeconds`]: [message] })])
  })

  it('53: an empty subject', async () => {
    const recipientEmail = { ...email, emailSettings: { ...mail, subject: '' } }
    const asked = api.owner.post('/future/orders/instant/email', { idempotencyId: `${secret}-53`, recipientEmail })
    const errors = { 'InstantEmailDetails.EmailSettings.Subject': ['The Subject field is required.'] }
    expect(await answer(asked)).toEqual([400, invalid(errors)])
  })
})

describe('an example for those who help and run', () => {
  it('59: the notifications of a person', async () => {
    const order = { ...mail, recipients: [{ nationalIdentityNumber: person.withBoth }], sendersReference: 'main-59' }
    await answer(api.owner.post('/orders/email', order))
    const headers = { NationalIdentityNumber: person.withBoth }
    const search = () => answer(support.ask('/future/dashboard/recipients/notifications/nin', { headers }))
    const found = {
      creatorName: 'ttd',
      sendersReference: 'main-59',
      notificationChannel: 'Email',
      notificationType: 'Notification',
      deliveryAttempts: [
        expect.objectContaining({ nationalIdentityNumber: person.withBoth, channel: 'email', result: 'Delivered' }),
      ],
    }
    const delivered = expect.arrayContaining([expect.objectContaining(found)]) as unknown
    await expect.poll(search, { timeout: 30_000, interval: 200 }).toEqual([200, delivered])
  })

  it('60: no person, and a time without a zone', async () => {
    const path = '/future/dashboard/recipients/notifications/nin'
    const missing = "A value for the 'NationalIdentityNumber' parameter or property was not provided."
    expect(await answer(support.ask(path))).toEqual([400, invalid({ NationalIdentityNumber: [missing] })])
    const headers = { NationalIdentityNumber: person.withBoth }
    const zoneless = support.ask(`${path}?from=2026-05-01T00:00:00`, { headers })
    expect(await answer(zoneless)).toMatchObject([
      400,
      { errors: { From: expect.arrayContaining(["The 'from' value must be UTC."]) as unknown } },
    ])
  })

  it('61: the figures, without a key', async () => {
    const asked = api.stranger.ask('/metrics/sms', { method: 'POST' })
    expect(await answer(asked)).toEqual([401, { error: 'API key required for Metrics endpoints' }])
  })

  it('63: a trigger, without a body', async () => {
    expect(await api.stranger.ask('/trigger/sendsms', { method: 'POST' })).toMatchObject({ status: 200, text: '' })
  })
})
