import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableAgenda } from '../../../src/adapters/tables/agenda.ts'
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { tableOutcomes } from '../../../src/adapters/tables/outcomes.ts'
import { tableRecipients } from '../../../src/adapters/tables/recipients.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import { addSeconds, daySeconds, emailExpiry, type Order } from '../../../src/domain/order.ts'
import { dayOf } from '../../../src/domain/outcome.ts'
import { recipientRows } from '../../../src/domain/recipient-row.ts'
import { tokenHolder, type Answer, type ApiClient } from '../../local/cloud/api-client.ts'
import { appSettings } from '../../local/cloud/settings.ts'
import { sampleNotification, sampleOrder } from '../../unit/domain/sample-order.ts'
import { order } from '../order-request.ts'
import { startedApi } from './started-api.ts'

const api = startedApi()
const patience = { timeout: 30_000, interval: 50 }

let support: ApiClient
beforeAll(async () => {
  support = await tokenHolder(api.cloud.url, { scopes: 'altinn:notifications.support.admin', org: '' })
})

const client = (table: string) => tableClient({ connectionString: api.cloud.places.tables }, table)
const bodyOf = ({ text }: Answer) => JSON.parse(text) as unknown

/** An order as the store has it once it has been expanded. */
async function stored(changes: Partial<Order>): Promise<Order> {
  const now = new Date()
  const value = sampleOrder({
    requestedSendTime: now,
    created: now,
    processed: now,
    expiry: emailExpiry(now),
    ...changes,
  })
  const content = {
    email: { senderEmailAddress: 'noreply@altinn.cloud', subject: 'Hei', body: 'Hei', contentType: 'Plain' },
  } as const
  await tableOrders(client('orders')).insert([{ order: value, content }])
  return value
}

describe('the log of notifications', () => {
  const [dialogId, transmissionId] = ['Dialog-1', 'transmission 1/2?']
  const search = (query: Record<string, string>, by = api.owner) =>
    by.ask(`/future/log?${new URLSearchParams(query).toString()}`)
  let shipmentId: string

  beforeAll(async () => {
    const association = { dialogportenAssociation: { dialogId, transmissionId } }
    const { text } = await api.owner.post('/future/orders', order('dialog', association))
    shipmentId = (JSON.parse(text) as { notification: { shipmentId: string } }).notification.shipmentId
    const isInFeed = async () => (await api.owner.feed()).some((entry) => entry.shipmentId === shipmentId)
    await vi.waitUntil(isInFeed, patience)
  })

  it('has what became of the notifications of a dialog, by each of its ids', async () => {
    const { recipients } = await api.owner.shipment(shipmentId)
    const entry = {
      notificationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      dialogId,
      transmissionId,
      type: 'Notification',
      channel: 'Email',
      destination: recipients[0]?.destination,
      status: 'Delivered',
      requestedSendTime: expect.stringMatching(/Z$/) as string,
      lastUpdateTime: recipients[0]?.lastUpdate,
    }
    for (const query of [{ dialogId }, { transmissionId }, { DIALOGID: dialogId, transmissionid: transmissionId }]) {
      const answer = await search(query)
      expect(answer.status).toBe(200)
      expect(bodyOf(answer)).toEqual([entry])
    }
  })

  it('has nothing under other ids, nor for other creators', async () => {
    for (const query of [{ dialogId: 'dialog-1' }, { dialogId, transmissionId: 'another' }]) {
      expect(bodyOf(await search(query))).toEqual([])
    }
    expect(bodyOf(await search({ dialogId }, await tokenHolder(api.cloud.url, { org: 'skd' })))).toEqual([])
  })

  it('asks for one id at least', async () => {
    for (const query of [{}, { dialogId: ' ' }, { dialogId: '', transmissionId: '' }]) {
      const answer = await search(query)
      expect(answer.status).toBe(400)
      expect(bodyOf(answer)).toMatchObject({
        errors: { dialogId: [expect.stringContaining('At least one') as string] },
      })
    }
  })

  it('is open to those who may order only', async () => {
    expect((await search({ dialogId }, api.stranger)).status).toBe(401)
    expect((await search({ dialogId }, support)).status).toBe(403)
  })

  it('belongs to an order that counts in its month, and in the file of its day', async () => {
    const now = new Date()
    const form = new URLSearchParams({ month: String(now.getUTCMonth() + 1), year: String(now.getUTCFullYear()) })
    const answer = await fetch(`${api.cloud.url}/notifications/api/v1/metrics`, { method: 'POST', body: form })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('<tr><td>ttd</td><td>1</td><td>1</td><td>1</td><td>0</td><td>0</td></tr>')
    const outcomes = tableOutcomes(client('outcomes'), { shards: 1 })
    const page = await outcomes.page({ day: dayOf(now), channel: 'email' })
    expect(page.outcomes).toMatchObject([{ creator: 'ttd', result: 'Delivered' }])
  })
})

describe('the dashboard of support', () => {
  const kinds = [
    { path: 'nin', header: 'NationalIdentityNumber', kind: 'nationalIdentityNumber', number: '01010199999' },
    { path: 'orgnumber', header: 'OrganizationNumber', kind: 'organizationNumber', number: '999999999' },
  ] as const

  it.each(kinds)(
    'finds by $path what somebody was notified of, whoever ordered it',
    async ({ path, header, kind, number }) => {
      const notification = sampleNotification({ [kind]: number, state: 'final', result: 'Delivered' })
      const now = new Date()
      const chunk = { channel: 'email', notifications: [notification] } as const
      const places = [-60, -3_600, -8 * daySeconds].map((seconds, i) =>
        stored({ state: 'Completed', creator: `org${i}`, requestedSendTime: addSeconds(now, seconds), chunk }),
      )
      const orders = await Promise.all(places)
      const key = Buffer.from(appSettings(api.cloud.places, '')['KeyedHashKey'] ?? '', 'base64')
      const recipients = tableRecipients(client('recipients'), keyedHashes(key))
      await recipients.put(orders.flatMap((one) => recipientRows(one, one.chunk.notifications)))

      const search = (query = '') =>
        support.ask(`/future/dashboard/recipients/notifications/${path}${query}`, { headers: { [header]: number } })
      const found = bodyOf(await search()) as { shipmentId: string; deliveryAttempts: unknown }[]
      expect(found.map(({ shipmentId }) => shipmentId)).toEqual([orders[0]?.id, orders[1]?.id])
      expect(found[0]).toMatchObject({
        creatorName: 'org0',
        deliveryAttempts: [{ [kind]: number, channel: 'email', emailAddress: 'ola@example.no', result: 'Delivered' }],
      })
      const from = addSeconds(now, -9 * daySeconds).toISOString()
      expect(bodyOf(await search(`?from=${from}`))).toHaveLength(3)
      expect(bodyOf(await search(`?from=${from}&to=${addSeconds(now, -daySeconds).toISOString()}`))).toHaveLength(1)
    },
  )

  it.each(kinds)('is open by $path to support only', async ({ path, header, number }) => {
    const ask = (by: ApiClient) =>
      by.ask(`/future/dashboard/recipients/notifications/${path}`, { headers: { [header]: number } })
    expect((await ask(api.stranger)).status).toBe(401)
    expect((await ask(api.owner)).status).toBe(403)
    expect(await ask(support)).toMatchObject({ status: 200 })
  })
})

describe('the file of yesterday', () => {
  it('has every outcome of the day, and says how long and how many it is', async () => {
    const yesterday = addSeconds(new Date(), -daySeconds)
    const outcome = {
      notification: notificationIdOf(sampleOrder().id, 1, 1),
      channel: 'sms',
      day: dayOf(yesterday),
      creator: 'ttd',
      requestedSendTime: yesterday,
      result: 'Delivered',
      providerReference: 'message-1',
      sms: { rate: 'innland', numberPrefix: '+479', parts: 1, bodyLength: 3 },
    } as const
    await tableOutcomes(client('outcomes'), { shards: 1 }).put([outcome])
    const answer = await fetch(`${api.cloud.url}/notifications/api/v1/metrics/sms`, {
      method: 'POST',
      headers: { 'x-api-key': 'valid-api-key' },
    })
    const file = await answer.arrayBuffer()
    expect(answer.headers.get('x-file-size')).toBe(String(file.byteLength))
    expect(answer.headers.get('x-total-filetransfer-count')).toBe('1')
    expect(answer.headers.get('content-disposition')).toContain(
      `${outcome.day.replaceAll('-', '')}_sms_notifications_local`,
    )
    expect(await parquetReadObjects({ file })).toMatchObject([
      { ShipmentId: outcome.notification, GatewayReference: 'message-1', MobileNumberPrefix: '+479' },
    ])
  })
})

const pull = (path: string) => api.stranger.ask(`/trigger/${path}`, { method: 'POST' })

describe('a trigger', () => {
  it('hands over what is due, before it answers', async () => {
    const due = await stored({ nonce: 'fedcba9876543210' })
    const agenda = tableAgenda(client('agenda'))
    const at = due.requestedSendTime
    const common = { order: due.id, queue: 'email-send', nonce: due.nonce, looks: 0, shard: 0, writtenAt: at } as const
    await agenda.put({ ...common, kind: 'due', at, due: at })
    expect(await pull('pastdueorders')).toMatchObject({ status: 200, text: '' })
    const { rows } = await agenda.firstPage('9999')
    expect(rows.filter((row) => row.order === due.id).map(({ kind }) => kind)).toEqual(['watch'])
  })
})

/** Last, since nothing comes after it. */
describe('without its tables', () => {
  beforeAll(() => api.cloud.parts.tables.stop())
  const get = async (path: string) => {
    const answer = await fetch(`${api.cloud.url}${path}`)
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') }
  }

  it('the app is live but not ready', async () => {
    expect(await get('/health')).toEqual({ status: 503, text: 'Unhealthy', type: 'text/plain' })
    expect(await get('/health/live')).toEqual({ status: 200, text: 'Healthy', type: 'text/plain' })
  })

  it('the triggers say so, where they may', async () => {
    expect(await pull('pastdueorders')).toMatchObject({ status: 500, text: '' })
    expect(await pull('sendemail')).toMatchObject({ status: 200, text: '' })
    expect(await pull('terminateexpirednotifications')).toMatchObject({
      status: 500,
      text: 'Failed to terminate expired notifications',
    })
  })
})
