import { expect, it } from 'vitest'
import { tokenHolder, type ApiClient } from '../../local/cloud/api-client.ts'
import { mailsTo } from '../../local/cloud/inbox.ts'
import { composedScope, createScope } from '../../local/cloud/tokens.ts'
import { composed, goodFile } from './immediate-rules.ts'
import { baseUri, startedApi } from './started-api.ts'

const api = startedApi()
const path = '/future/orders/composed-email'
const patience = { timeout: 30_000, interval: 50 }

interface Placed {
  readonly notificationOrderId: string
  readonly notification: { readonly shipmentId: string }
}

const composer = (): Promise<ApiClient> => tokenHolder(api.cloud.url, { scopes: `${createScope} ${composedScope}` })

async function placed(request: object): Promise<Placed> {
  const { status, text } = await (await composer()).post(path, request)
  expect(status).toBe(201)
  return JSON.parse(text) as Placed
}

it('a composed e-mail without files is sent like any other, once', async () => {
  const first = await (
    await composer()
  ).post(path, composed('plain', { sendersReference: 'Vår 1' }, { subject: 'a\r\nb' }))
  expect(first.status).toBe(201)
  const answer = JSON.parse(first.text) as Placed
  expect(answer).toMatchObject({ notification: { sendersReference: 'Vår 1' } })
  expect(answer.notification).not.toHaveProperty('reminders')
  expect(first.headers.get('location')).toBe(
    `${baseUri}/notifications/api/v1/orders/chain/${answer.notificationOrderId}`,
  )
  const again = await (await composer()).post(path, composed('plain'))
  expect([again.status, JSON.parse(again.text), again.headers.get('location')]).toEqual([200, answer, null])

  const { shipmentId } = answer.notification
  await expect.poll(async () => (await api.owner.shipment(shipmentId)).status, patience).toBe('Order_Completed')
  expect(await api.owner.shipment(shipmentId)).toMatchObject({ type: 'Composed', recipients: [{ type: 'Email' }] })
  expect(await mailsTo(api.cloud, 'plain@example.no')).toMatchObject([{ content: { subject: 'a b' } }])
})

it('fifty equal requests at once are one order', async () => {
  const client = await composer()
  const answers = await Promise.all(Array.from({ length: 50 }, () => client.post(path, composed('fifty'))))
  const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other)
  expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201])
})

it('one with files waits for them; it can be read, without its addresses, and is not sent without', async () => {
  const { notification } = await placed(composed('files', {}, { attachments: [goodFile] }))
  await placed(composed('behind'))
  await expect.poll(() => mailsTo(api.cloud, 'behind@example.no'), patience).toHaveLength(1)
  expect(await mailsTo(api.cloud, 'files@example.no')).toEqual([])
  expect(await api.owner.shipment(notification.shipmentId)).toMatchObject({
    status: 'Order_Registered',
    type: 'Composed',
  })
  const { text } = await api.owner.ask(`/orders/${notification.shipmentId}`)
  expect(JSON.parse(text)).toMatchObject({ recipients: [{ emailAddress: 'files@example.no' }] })
  expect(text).not.toMatch(/sasUrl|blob|f\.pdf/i)
})

it('one with files can be cancelled as long as it is not due', async () => {
  const later = { requestedSendTime: new Date(Date.now() + 3_600_000).toISOString() }
  const { notification } = await placed(composed('later', later, { attachments: [goodFile] }))
  const { status, text } = await api.owner.ask(`/orders/${notification.shipmentId}/cancel`, { method: 'PUT' })
  expect([status, JSON.parse(text)]).toMatchObject([200, { processingStatus: { status: 'Cancelled' } }])
})

it('no line of any log holds a signed address', () => {
  expect(api.lines.filter((line) => /blob\.core|sig=/.test(line))).toEqual([])
})
