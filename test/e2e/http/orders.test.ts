import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { mailsTo } from '../../local/cloud/inbox.ts'
import { expectDiscreet } from '../discreet-log.ts'
import { emailTo, order, secret } from '../order-request.ts'
import { baseUri, startedApi } from './started-api.ts'

const api = startedApi()
const patience = { timeout: 30_000, interval: 20 }

interface Placed {
  readonly notificationOrderId: string
  readonly notification: { readonly shipmentId: string; readonly sendersReference?: string }
}

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string
const dateTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*[1-9])?Z$/) as string

async function place(request: object): Promise<Placed> {
  const { status, text } = await api.owner.post('/future/orders', request)
  expect(status).toBe(201)
  return JSON.parse(text) as Placed
}

const statusOf = async ({ notification }: Placed) => (await api.owner.shipment(notification.shipmentId)).status

async function delivered(request: object, address: string) {
  const placed = await place(request)
  await expect.poll(() => statusOf(placed), patience).toBe('Order_Completed')
  const [mail, ...more] = await mailsTo(api.cloud, address)
  expect(more).toEqual([])
  return mail
}

describe('an order', () => {
  it('is answered with its ids and with a place', async () => {
    const { status, headers, text } = await api.owner.post(
      '/future/orders',
      order('ids', { sendersReference: 'Vår 1' }),
    )
    const answer = JSON.parse(text) as Placed
    expect(answer).toEqual({
      notificationOrderId: guid,
      notification: { shipmentId: guid, sendersReference: 'Vår 1' },
    })
    expect(answer.notificationOrderId).not.toBe(answer.notification.shipmentId)
    expect(status).toBe(201)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('location')).toBe(`${baseUri}/notifications/api/v1/orders/chain/${answer.notificationOrderId}`)
  })

  it('that is repeated gets the first answer again, without a place, whatever else has changed', async () => {
    const first = await place(order('again', { sendersReference: 'first' }))
    const changed = order('again', { sendersReference: 'second', recipient: emailTo('other@example.no') })
    const { status, headers, text } = await api.owner.post('/future/orders', changed)
    expect(JSON.parse(text)).toEqual(first)
    expect(status).toBe(200)
    expect(headers.get('location')).toBeNull()

    await expect.poll(() => statusOf(first), patience).toBe('Order_Completed')
    expect(await mailsTo(api.cloud, 'again@example.no')).toHaveLength(1)
    expect(await mailsTo(api.cloud, 'other@example.no')).toEqual([])
  })

  it('that is repeated must still be as it should be', async () => {
    await place(order('valid'))
    const { status } = await api.owner.post('/future/orders', order('valid', { recipient: emailTo('nobody') }))
    expect(status).toBe(400)
  })

  it('has an id of its own in every organisation', async () => {
    const first = await place(order('shared'))
    const other = await tokenHolder(api.cloud.url, { org: 'skd' })
    const { status, text } = await other.post('/future/orders', order('shared'))
    expect(status).toBe(201)
    expect((JSON.parse(text) as Placed).notificationOrderId).not.toBe(first.notificationOrderId)
  })

  it('that is sent fifty times at once is one order, and one e-mail', async () => {
    const asked = Array.from({ length: 50 }, () => api.owner.post('/future/orders', order('fifty')))
    const answers = await Promise.all(asked)
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other)
    expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)

    const placed = JSON.parse(answers[0]?.text ?? '') as Placed
    await expect.poll(() => statusOf(placed), patience).toBe('Order_Completed')
    expect(await mailsTo(api.cloud, 'fifty@example.no')).toMatchObject([{ sendRequests: 1 }])
    const { shipmentId } = placed.notification
    const inFeed = async () => (await api.owner.feed()).filter((entry) => entry.shipmentId === shipmentId)
    await expect.poll(inFeed, patience).toHaveLength(1)
  })

  it('may come in pieces, of no length that is told', async () => {
    const text = 'Blåbærsyltetøy 🫐 '.repeat(5_000)
    const bytes = Buffer.from(
      JSON.stringify(order('pieces', { recipient: emailTo('pieces@example.no', { body: text }) })),
    )
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 997) controller.enqueue(bytes.subarray(at, at + 997))
        controller.close()
      },
    })
    const headers = { 'content-type': 'application/vnd.hemmelighet+json; charset=UTF-8' }
    const { status } = await api.owner.ask('/future/orders', { method: 'POST', headers, body })
    expect(status).toBe(201)
    await expect
      .poll(() => mailsTo(api.cloud, 'pieces@example.no'), patience)
      .toMatchObject([{ content: { plainText: text } }])
  })
})

describe('an e-mail', () => {
  it.each([
    ['Html', 'html', 'member'],
    ['hTML', 'html', 'letters'],
    [1, 'html', 'number'],
    ['Plain', 'plainText', 'plain'],
  ])('of content type %j is sent as %s', async (contentType, member, name) => {
    const address = `type-${name}@example.no`
    const mail = await delivered(
      order(`type-${name}`, { recipient: emailTo(address, { contentType, body: `<p>${secret}</p>` }) }),
      address,
    )
    expect(mail?.content).toEqual({ subject: `Hei, ${secret}`, [member]: `<p>${secret}</p>` })
  })

  it('keeps every character of its body, as its order does of the reference', async () => {
    const body = `\u2028\u2029\ufeff \t"\\/\r\n 漢字 👩‍👩‍👧 e\u0301 {{x}} ${secret} ]]>--batch_\r\n`
    const recipient = emailTo('characters@example.no', { body })
    const mail = await delivered(order('characters', { recipient, sendersReference: body }), 'characters@example.no')
    expect(mail?.content.plainText).toBe(body)
    await expect
      .poll(async () => (await api.owner.feed()).map(({ sendersReference }) => sendersReference), patience)
      .toContain(body)
  })

  it('may be long', async () => {
    const body = Array.from({ length: 6_000 }, () => randomUUID()).join('\n')
    const mail = await delivered(order('long', { recipient: emailTo('long@example.no', { body }) }), 'long@example.no')
    expect(mail?.content.plainText === body).toBe(true)
  })

  it('has a subject of one line, and the sender that was asked for', async () => {
    const settings = { subject: 'a\r\nb\rc\nd', senderEmailAddress: ' post@example.no ' }
    const mail = await delivered(
      order('lines', { recipient: emailTo('lines@example.no', settings) }),
      'lines@example.no',
    )
    expect(mail).toMatchObject({ senderAddress: 'post@example.no', content: { subject: 'a b c d' } })
  })
})

describe('a shipment', () => {
  it('waits for its time', async () => {
    const requestedSendTime = new Date(Date.now() + 3_000)
    const placed = await place(
      order('later', { requestedSendTime: requestedSendTime.toISOString(), sendersReference: 'ref' }),
    )
    const { shipmentId } = placed.notification
    expect(await api.owner.shipment(shipmentId)).toEqual({
      shipmentId,
      sendersReference: 'ref',
      type: 'Notification',
      status: 'Order_Registered',
      lastUpdate: dateTime,
      recipients: [],
    })

    await expect.poll(() => statusOf(placed), patience).toBe('Order_Completed')
    expect(await api.owner.shipment(shipmentId)).toEqual({
      shipmentId,
      sendersReference: 'ref',
      type: 'Notification',
      status: 'Order_Completed',
      lastUpdate: dateTime,
      recipients: [{ type: 'Email', destination: 'later@example.no', status: 'Email_Delivered', lastUpdate: dateTime }],
    })
    const [mail] = await mailsTo(api.cloud, 'later@example.no')
    expect(Date.parse(mail?.acceptedAt ?? '')).toBeGreaterThanOrEqual(requestedSendTime.getTime())
  })

  it('is found by its id in every format of a GUID', async () => {
    const { shipmentId } = (await place(order('formats'))).notification
    const digits = shipmentId.replaceAll('-', '')
    const formats = [shipmentId.toUpperCase(), digits, `{${shipmentId}}`, `(${shipmentId})`, `%7B${shipmentId}%7D`]
    for (const id of formats) expect(await api.owner.shipment(id), id).toMatchObject({ shipmentId })
  })

  it('is not found by the id of its chain, nor by anybody else', async () => {
    const { notificationOrderId, notification } = await place(order('owner'))
    const other = await tokenHolder(api.cloud.url, { org: 'skd' })
    const foreign = await other.ask(`/future/shipment/${notification.shipmentId}`)
    const chain = await api.owner.ask(`/future/shipment/${notificationOrderId}`)
    for (const { status, text } of [foreign, chain]) {
      expect(status).toBe(404)
      expect(JSON.parse(text)).toMatchObject({ code: 'NOT-00003' })
    }
  })
})

describe('the status feed', () => {
  it('is read in pages, from either end', async () => {
    const paging = await tokenHolder(api.cloud.url, { org: 'nav' })
    for (const id of ['1', '2', '3', '4', '5']) {
      await paging.post('/future/orders', order(`page-${id}`, { sendersReference: id }))
      await expect.poll(() => paging.feed(), patience).toHaveLength(Number(id))
    }
    const [first] = await paging.feed()
    expect(first).toEqual({
      sequenceNumber: 1,
      shipmentId: guid,
      sendersReference: '1',
      status: 'Order_Completed',
      lastUpdate: dateTime,
      shipmentType: 'Notification',
      recipients: [{ destination: 'page-1@example.no', status: 'Email_Delivered', lastUpdate: dateTime }],
    })
    const numbers = async (query: string) => {
      const { text } = await paging.ask(`/future/shipment/feed?${query}`)
      return (JSON.parse(text) as { sequenceNumber: number }[]).map(({ sequenceNumber }) => sequenceNumber)
    }
    expect(await numbers('')).toEqual([1, 2, 3, 4, 5])
    expect(await numbers('seq=2&pageSize=2')).toEqual([3, 4])
    expect(await numbers('seq=5')).toEqual([])
    expect(await numbers('pageSize=0')).toEqual([1])
    expect(await numbers('pageSize=-7')).toEqual([1])
    expect(await numbers('pageSize=2147483647')).toEqual([1, 2, 3, 4, 5])
    expect(await numbers('orderBy=desc&pageSize=2')).toEqual([5, 4])
    expect(await numbers('ORDERBY=Desc&SEQ=4&pagesize=2')).toEqual([3, 2])
    expect(await numbers('orderBy=1&seq=1')).toEqual([])
    expect(await numbers('orderBy=0&seq=4')).toEqual([5])
  })

  it('shows nobody the orders of others', async () => {
    const newcomer = await tokenHolder(api.cloud.url, { org: 'dibk' })
    expect(await newcomer.feed()).toEqual([])
  })
})

describe('the log', () => {
  it('names nothing that callers have entrusted to us', async () => {
    await place(order('refused', { recipient: emailTo('malformed@example.com') }))
    await expect.poll(() => api.lines.some((line) => line.includes('email-refused')), patience).toBe(true)
    expectDiscreet(api.lines)
  })
})
