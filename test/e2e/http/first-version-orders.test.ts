import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { ordersClient, type OrdersClient } from './orders-client.ts'

const baseUri = 'https://platform.example.no'

let cloud: Cloud
let client: OrdersClient
beforeAll(async () => {
  cloud = await startCloud({
    entry: fileURLToPath(new URL('daytime-app.ts', import.meta.url)),
    settings: { BeganMs: String(Date.now()), SmsMode: 'simulate' },
    baseUri,
    reports: { reportDelayMs: 200 },
    onLine: () => undefined,
  })
  client = await ordersClient(cloud.url)
})
afterAll(() => cloud.stop())

const mail = { subject: 'Vedtak', body: 'Les mer' }
const addressesOf = (count: number) => Array.from({ length: count }, (_, i) => `ola${i}.of.${count}@example.no`)
const mailsTo = (addresses: readonly string[]) => addresses.map((emailAddress) => ({ emailAddress }))
/** The last is the first once more. */
const numbersOf = (count: number) =>
  Array.from({ length: count }, (_, i) => `+47${99_990_000 + (i === count - 1 ? 0 : i)}`)

async function placed(route: '' | '/email' | '/sms', order: object): Promise<string> {
  const { status, location, body } = await client.place(route, order)
  expect(status).toBe(202)
  expect(location).toBe(`${baseUri}/notifications/api/v1/orders/${body.orderId}`)
  return body.orderId
}

async function inbox(): Promise<string[]> {
  const response = await fetch(`${cloud.parts.communicationServices.ready.url}/inbox/emails`)
  const mails = (await response.json()) as { recipients: { to: readonly { address: string }[] } }[]
  return mails.flatMap(({ recipients }) => recipients.to.map(({ address }) => address))
}

/** The sizes of an order's entries in the feed, once there is one. */
async function entriesOf(id: string): Promise<number[]> {
  for (let look = 0; ; look++) {
    const own = (await client.feed()).filter(({ shipmentId }) => shipmentId === id)
    if (own.length > 0 || look === 50) return own.map(({ recipients }) => recipients.length)
    await wait(200)
  }
}

describe('an order by e-mail', () => {
  test.each([1, 100, 350])('to %d addresses is delivered to each, once', async (count) => {
    const addresses = addressesOf(count)
    const id = await placed('/email', { ...mail, recipients: mailsTo(addresses) })
    const status = await client.completed(id)
    expect(status).toMatchObject({ notificationChannel: 'Email', processingStatus: { status: 'Completed' } })
    expect(status.notificationsStatusSummary).toMatchObject({ email: { generated: count, succeeded: count } })

    const { body } = await client.notifications(id, 'email')
    expect(body).toMatchObject({ orderId: id, generated: count, succeeded: count })
    expect(body.notifications.map(({ recipient }) => recipient.emailAddress)).toEqual(addresses)
    expect(new Set(body.notifications.map(({ sendStatus }) => sendStatus.status))).toEqual(new Set(['Delivered']))
    expect((await client.notifications(id, 'sms')).body).toMatchObject({ generated: 0, notifications: [] })

    const own = (await inbox()).filter((address) => address.endsWith(`.of.${count}@example.no`))
    expect(own.toSorted()).toEqual(addresses.toSorted())
    expect(await entriesOf(id)).toEqual([count])
  })

  test('tells of each address what became of it', async () => {
    const recipients = mailsTo(['kari@example.no', 'malformed@example.no', 'bounced@example.no'])
    const emailTemplate = { ...mail, contentType: 'Html' }
    const id = await placed('', { notificationChannel: 'Email', emailTemplate, recipients })
    expect((await client.completed(id)).notificationsStatusSummary?.email).toMatchObject({ generated: 3, succeeded: 1 })
    const { notifications } = (await client.notifications(id, 'email')).body
    expect(notifications.map(({ sendStatus }) => sendStatus.status)).toEqual([
      'Delivered',
      'Failed_InvalidEmailFormat',
      'Failed_Bounced',
    ])
  })
})

describe('an order by SMS', () => {
  // Each waits for the reports of the simulated provider, which take their five seconds.
  test.concurrent.each([1, 100, 250])(
    'to %d numbers, the last of them the first again, is delivered to each',
    async (count) => {
      const recipients = numbersOf(count).map((mobileNumber) => ({ mobileNumber }))
      const id = await placed('/sms', { body: 'Les mer', recipients })
      expect(await client.completed(id)).toMatchObject({
        notificationChannel: 'Sms',
        notificationsStatusSummary: { sms: { generated: count, succeeded: count } },
      })
      const { body } = await client.notifications(id, 'sms')
      expect(body.notifications.map(({ recipient }) => recipient)).toEqual(recipients)
      expect(new Set(body.notifications.map(({ sendStatus }) => sendStatus.status))).toEqual(new Set(['Delivered']))
      expect(await entriesOf(id)).toEqual([count])
    },
  )
})

describe('an order for later', () => {
  const later = { ...mail, recipients: mailsTo(['nils@example.no']), requestedSendTime: inDays(3) }

  test('can be cancelled, and again, by its creator only', async () => {
    const id = await placed('/email', later)
    expect((await client.status(id)).body.processingStatus.status).toBe('Registered')
    expect((await (await ordersClient(cloud.url, 'skd')).cancel(id)).status).toBe(404)
    for (let time = 0; time < 2; time++) {
      const { status, body } = await client.cancel(id)
      expect([status, body.processingStatus.status]).toEqual([200, 'Cancelled'])
    }
    expect((await client.status(id)).body).not.toHaveProperty('notificationsStatusSummary')
  })

  test('is found by its reference, with all others that have it, and by its creator only', async () => {
    const sendersReference = 'sak 2026/17 æ'
    const ids = [
      await placed('/email', { ...later, sendersReference }),
      await placed('/email', { ...later, sendersReference }),
    ]
    const { body } = await client.find(sendersReference)
    expect(body.count).toBe(2)
    expect(body.orders.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(body.orders[0]).toMatchObject({ sendersReference, recipients: later.recipients, emailTemplate: mail })
    const others = await (await ordersClient(cloud.url, 'skd')).find(sendersReference)
    expect(others).toMatchObject({ status: 200, body: { count: 0, orders: [] } })
  })
})

test('an order that is on its way, or was never there, cannot be cancelled', async () => {
  const id = await placed('/email', { ...mail, recipients: mailsTo(['eva@example.no']) })
  expect((await client.cancel(id)).status).toBe(409)
  await client.completed(id)
  expect((await client.cancel(id)).status).toBe(409)
  const unknown = '0ba2d3c5-1f7c-4d0e-9f0a-2b1c3d4e5f60'
  expect((await client.cancel(unknown)).status).toBe(404)
  expect((await client.status(unknown)).status).toBe(404)
})

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString()
}
