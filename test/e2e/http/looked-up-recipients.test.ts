import { describe, expect, it, test } from 'vitest'
import { apiClient, tokenHolder, type ApiClient } from '../../local/cloud/api-client.ts'
import { mailsTo, smsTo } from '../../local/cloud/inbox.ts'
import { platformToken } from '../../local/cloud/tokens.ts'
import { emailTo, order } from '../order-request.ts'
import { traceId } from '../problems.ts'
import { daytime } from './daytime.ts'
import { organization, person, reachable, reserved, unreachable } from './looked-up-recipients.ts'
import { rowsIn, startedApi } from './started-api.ts'

/** Orders for people, organisations and others whose addresses the local registers know, or do not. */
const api = startedApi(daytime())
const patience = { timeout: 60_000, interval: 200 }

async function shipmentOf(name: string, more: object, caller: ApiClient = api.owner): Promise<string> {
  const { status, text } = await caller.post('/future/orders', order(name, more))
  expect([status, text]).toEqual([201, text])
  return (JSON.parse(text) as { notification: { shipmentId: string } }).notification.shipmentId
}

async function ended(id: string, as = 'Order_Completed') {
  await expect.poll(async () => (await api.owner.shipment(id)).status, patience).toBe(as)
  return (await api.owner.shipment(id)).recipients
}

describe('a chain is refused as a whole, and nothing is stored,', () => {
  const refusal = {
    type: 'urn:altinn:error:NOT-00001',
    title: 'Missing contact information for recipient(s)',
    status: 422,
    code: 'NOT-00001',
    traceId,
    statusDescription: 'Unprocessable Entity',
  }

  it.each(unreachable)('where it is for %s', async (title, recipient) => {
    const rows = await rowsIn(api.cloud)
    const { status, text } = await api.owner.post('/future/orders', order(title, { recipient }))
    expect([status, JSON.parse(text)]).toEqual([422, refusal])
    expect(await rowsIn(api.cloud)).toBe(rows)
  })

  it('where only its reminder reaches nobody', async () => {
    const rows = await rowsIn(api.cloud)
    const reminders = [{ delayDays: 1, recipient: person('08826515547', 'Email') }]
    const { status, text } = await api.owner.post('/future/orders', order('reminder', { reminders }))
    expect([status, JSON.parse(text)]).toEqual([422, refusal])
    expect(await rowsIn(api.cloud)).toBe(rows)
  })
})

describe('a chain reaches', () => {
  test.each(reachable)('$title', async ({ title, recipient, reached }) => {
    const all = await ended(await shipmentOf(title, { recipient }))
    // A channel for which there is no address has a notification that says so.
    const recipients = all.filter(({ destination }) => destination !== '')
    expect(recipients.map(({ destination }) => destination).toSorted()).toEqual(reached)
    expect(new Set(recipients.map(({ status }) => status.replace(/^.*_/, '')))).toEqual(new Set(['Delivered']))
  })

  test('a person of the tax administration’s at an old address', async () => {
    const skd = await tokenHolder(api.cloud.url, { org: 'skd' })
    const id = await shipmentOf('skd', { recipient: person('22925830929', 'Email') }, skd)
    await expect.poll(async () => (await skd.shipment(id)).status, patience).toBe('Order_Completed')
    expect((await skd.shipment(id)).recipients).toMatchObject([{ destination: 'vis.hest@example.no' }])
  })
})

test.each([
  ['Email', ['Email_Failed_RecipientReserved']],
  ['EmailAndSms', ['Email_Failed_RecipientReserved', 'SMS_Failed_RecipientReserved']],
])('a reserved person’s chain by %s is taken, and sent nowhere; the feed tells it', async (channel, statuses) => {
  const id = await shipmentOf(`reserved-${channel}`, { recipient: person(reserved, channel) })
  const shown = statuses.map((status) => ({ destination: '', status }))
  expect(await ended(id)).toMatchObject(shown)
  const inFeed = async () => (await api.owner.feed()).find(({ shipmentId }) => shipmentId === id)?.recipients
  await expect.poll(inFeed, patience).toMatchObject(shown)
})

describe('the name of a recipient', () => {
  test('stands in every text where the keyword stood', async () => {
    await ended(await shipmentOf('name', { recipient: person('01858418565', 'EmailAndSms') }))
    expect(await mailsTo(api.cloud, 'travel.leder@example.no')).toMatchObject([
      { content: { subject: 'Hei, Travel Leder', plainText: 'Til Travel Leder: les mer.' } },
    ])
    expect(await smsTo(api.cloud, '+4799900118')).toMatchObject([{ message: 'Hei, Travel Leder' }])
    await ended(await shipmentOf('firm', { recipient: organization('310500003', 'Email') }))
    expect(await mailsTo(api.cloud, 'post@rask-rev.example.no')).toMatchObject([
      { content: { subject: 'Hei, Rask Rev AS' } },
    ])
  })
})

describe('an order of the first version', () => {
  const mail = { subject: 'Vedtak', body: 'Les mer' }
  const [reached, reservedToo, nowhere] = ['22845913327', '22888322101', '08826515547']
  const persons = (...numbers: readonly string[]) =>
    numbers.map((nationalIdentityNumber) => ({ nationalIdentityNumber }))

  async function placed(path: string, body: object): Promise<{ orderId: string; recipientLookup?: object }> {
    const { status, text } = await api.owner.post(path, body)
    expect([status, text]).toEqual([202, text])
    return JSON.parse(text) as { orderId: string }
  }

  async function notifications(id: string, channel: 'email' | 'sms') {
    const { text } = await api.owner.ask(`/orders/${id}/notifications/${channel}`)
    type Summary = { notifications: { recipient: object; sendStatus: { status: string } }[] }
    return (JSON.parse(text) as Summary).notifications.map(({ recipient, sendStatus }) => [
      recipient,
      sendStatus.status,
    ])
  }

  test('is taken whoever is reached, tells who is not, and reaches the others', async () => {
    const recipients = [{ emailAddress: 'kari@example.no' }, ...persons(reached, reservedToo, nowhere)]
    const { orderId, recipientLookup } = await placed('/orders/email', { ...mail, recipients })
    expect(recipientLookup).toEqual({ status: 'PartialSuccess', isReserved: [reservedToo], missingContact: [nowhere] })
    expect(await ended(orderId)).toHaveLength(4)
    expect(await notifications(orderId, 'email')).toEqual([
      [{ emailAddress: 'kari@example.no' }, 'Delivered'],
      [{ emailAddress: 'stille.fjord@example.no', nationalIdentityNumber: reached }, 'Delivered'],
      [{ nationalIdentityNumber: reservedToo }, 'Failed_RecipientReserved'],
      [{ nationalIdentityNumber: nowhere }, 'Failed_RecipientNotIdentified'],
    ])
  })

  test.each([
    { status: 'Success', numbers: [reached], unreached: { isReserved: [], missingContact: [] } },
    {
      status: 'Failed',
      numbers: [reservedToo, nowhere],
      unreached: { isReserved: [reservedToo], missingContact: [nowhere] },
    },
  ])('whose look-up ends with $status says so', async ({ status, numbers, unreached }) => {
    const { recipientLookup } = await placed('/orders/email', { ...mail, recipients: persons(...numbers) })
    expect(recipientLookup).toEqual({ status, ...unreached })
  })

  test('by both channels writes to each in both', async () => {
    const { orderId } = await placed('/orders', {
      notificationChannel: 'EmailAndSms',
      emailTemplate: mail,
      smsTemplate: { body: 'Les mer' },
      recipients: [{ organizationNumber: '310500003' }],
    })
    await ended(orderId)
    const organizationNumber = '310500003'
    expect(await notifications(orderId, 'email')).toEqual([
      [{ emailAddress: 'post@rask-rev.example.no', organizationNumber }, 'Delivered'],
    ])
    expect(await notifications(orderId, 'sms')).toEqual([
      [{ mobileNumber: '+4799900119', organizationNumber }, 'Delivered'],
    ])
  })
})

describe('a condition', () => {
  const endpoint = (answer: string) => `${api.cloud.parts.altinnPlatform.ready.url}/conditions/${answer}`
  const asked = async () => {
    const { value } = await api.cloud.parts.altinnPlatform.inspect<{ requests: Record<string, number> }>()
    return value.requests['GET /conditions/*'] ?? 0
  }

  test('that does not hold ends the order, unsent, and the feed tells it', async () => {
    const id = await shipmentOf('unmet', { conditionEndpoint: endpoint('do-not-send') })
    expect(await ended(id, 'Order_SendConditionNotMet')).toEqual([])
    const inFeed = async () => (await api.owner.feed()).filter(({ shipmentId }) => shipmentId === id)
    await expect.poll(inFeed, patience).toMatchObject([{ status: 'Order_SendConditionNotMet', recipients: [] }])
    expect(await mailsTo(api.cloud, 'unmet@example.no')).toEqual([])
  })

  test('of an app with nothing but its platform access token is asked, and what it ordered is sent', async () => {
    const before = await asked()
    const app = apiClient(api.cloud.url, { PlatformAccessToken: await platformToken(api.cloud.url, 'ttd/app') })
    const more = { conditionEndpoint: endpoint('send'), recipient: emailTo('app@example.no') }
    const id = await shipmentOf('app', more, app)
    expect(await ended(id)).toMatchObject([{ destination: 'app@example.no', status: 'Email_Delivered' }])
    expect(await asked()).toBe(before + 1)
  })
})
