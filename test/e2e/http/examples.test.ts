import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { apiClient, tokenHolder } from '../../local/cloud/api-client.ts'
import { secret } from '../order-request.ts'
import { invalid, traceId } from '../problems.ts'
import { refusedChainExamples, refusedFeedExamples } from './refused-chain-examples.ts'
import { refusedFirstVersionExamples } from './refused-first-version-examples.ts'
import { baseUri, startedApi } from './started-api.ts'

/** The examples of the wire contract, under their numbers. Those of routes that are not built yet come with them. */
const api = startedApi()

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/) as string
const orders = `${baseUri}/notifications/api/v1/orders`
const mail = { subject: 'Frist', body: 'Husk fristen.', recipients: [{ emailAddress: 'kari@example.no' }] }
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

async function placed(body: object): Promise<string> {
  const { status, text } = await api.owner.post('/orders/email', body)
  expect(status).toBe(202)
  return (JSON.parse(text) as { orderId: string }).orderId
}

async function read(path: string, method = 'GET'): Promise<unknown> {
  const { status, text } = await api.owner.ask(path, { method })
  expect(status).toBe(200)
  return JSON.parse(text)
}

const delivered = async (id: string) => {
  const status = async () => (await api.owner.shipment(id)).status
  await expect.poll(status, { timeout: 30_000, interval: 50 }).toBe('Order_Completed')
}

describe('an example of a refusal', () => {
  it.each([...refusedFirstVersionExamples, ...refusedChainExamples, ...refusedFeedExamples])(
    '$number: $title',
    async ({ path, body, errors }) => {
      const sent = typeof body === 'string' ? body : JSON.stringify(body)
      const request =
        body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.from(sent) }
      const { status, text } = await api.owner.ask(path, request)
      expect(JSON.parse(text)).toEqual(invalid(errors))
      expect(status).toBe(400)
    },
  )

  it('1: nobody, with nothing', async () => {
    expect(await api.stranger.ask('/orders', { method: 'POST' })).toMatchObject({ status: 401, text: '' })
  })

  it('2: a scope for something else', async () => {
    const other = await tokenHolder(api.cloud.url, { scopes: 'dummy:scope' })
    expect(await other.ask('/orders', { method: 'POST' })).toMatchObject({ status: 403, text: '' })
  })

  it('3: a person who has logged in', async () => {
    const query = new URLSearchParams({ env: 'local', scopes: 'openid', userId: '20001', pid: '01010112345' })
    const response = await fetch(
      `${api.cloud.parts.altinnPlatform.ready.url}/api/GetPersonalToken?${query.toString()}`,
      {
        headers: { authorization: 'Basic bG9jYWw6bG9jYWw=' },
      },
    )
    const person = apiClient(api.cloud.url, { authorization: `Bearer ${await response.text()}` })
    expect(await person.ask(`/orders/${randomUUID()}`)).toMatchObject({ status: 403, text: '' })
  })

  it('7: text, before anybody looks at the caller', async () => {
    const request = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: Buffer.from('x') }
    expect(await api.stranger.ask('/orders/email', request)).toMatchObject({ status: 415, text: '' })
  })
})

describe('an example of the first version', () => {
  it('8: a minimal e-mail', async () => {
    const { status, headers, text } = await api.owner.post('/orders/email', mail)
    const body = JSON.parse(text) as { orderId: string }
    expect([status, body]).toEqual([202, { orderId: guid }])
    expect(headers.get('location')).toBe(`${orders}/${body.orderId}`)
  })

  it('21: two minutes ago', async () => {
    await placed({ ...mail, requestedSendTime: minutesFromNow(-2) })
  })

  it('25 and 29: an order that waits, and its status', async () => {
    const requestedSendTime = '2099-05-04T12:00:00.4812345Z'
    const id = await placed({ ...mail, requestedSendTime })
    const head = {
      id,
      requestedSendTime: '2099-05-04T12:00:00.481Z',
      creator: 'ttd',
      created: time,
      notificationChannel: 'Email',
    }
    expect(await read(`/orders/${id}`)).toEqual({
      ...head,
      recipients: mail.recipients,
      emailTemplate: {
        fromAddress: 'noreply@altinn.cloud',
        subject: 'Frist',
        body: 'Husk fristen.',
        contentType: 'Plain',
      },
      links: { self: `${orders}/${id}`, status: `${orders}/${id}/status` },
    })
    expect(await read(`/orders/${id}/status`)).toEqual({
      ...head,
      processingStatus: {
        status: 'Registered',
        description: 'Order has been registered and is awaiting requested send time before processing.',
        lastUpdate: time,
      },
    })
  })

  it('26: the order of somebody else', async () => {
    const id = await placed(mail)
    const other = await tokenHolder(api.cloud.url, { org: 'skd' })
    expect(await other.ask(`/orders/${id}`)).toMatchObject({ status: 404, text: '' })
  })

  it('28: a reference that nobody has', async () => {
    expect(await read('/orders?sendersReference=nope')).toEqual({ count: 0, orders: [] })
  })

  it('31: the e-mails of an order', async () => {
    const id = await placed(mail)
    await delivered(id)
    const description =
      'The email was delivered to the recipient. No errors reported, making it likely it was received by the recipient.'
    expect(await read(`/orders/${id}/notifications/email`)).toEqual({
      orderId: id,
      generated: 1,
      succeeded: 1,
      notifications: [
        {
          id: guid,
          succeeded: true,
          recipient: { emailAddress: 'kari@example.no' },
          sendStatus: { status: 'Delivered', description, lastUpdate: time },
        },
      ],
    })
  })

  it('32: cancelling in time, again, too late, and what is not there', async () => {
    const id = await placed({ ...mail, requestedSendTime: minutesFromNow(120) })
    for (let time = 0; time < 2; time++)
      expect(await read(`/orders/${id}/cancel`, 'PUT')).toMatchObject({ processingStatus: { status: 'Cancelled' } })
    const late = await placed({ ...mail, requestedSendTime: minutesFromNow(4) })
    const refused = await api.owner.ask(`/orders/${late}/cancel`, { method: 'PUT' })
    expect([refused.status, JSON.parse(refused.text)]).toEqual([
      409,
      { type: 'https://tools.ietf.org/html/rfc9110#section-15.5.10', title: 'Conflict', status: 409, traceId },
    ])
    const unknown = await api.owner.ask(`/orders/${randomUUID()}/cancel`, { method: 'PUT' })
    expect([unknown.status, JSON.parse(unknown.text)]).toMatchObject([404, { title: 'Not Found' }])
  })
})

describe('an example of the newer API', () => {
  const emailTo = (subject: string) => ({
    recipientEmail: { emailAddress: 'ola@example.no', emailSettings: { subject, body: 'C' } },
  })
  const chain = {
    idempotencyId: `${secret}-42`,
    sendersReference: 'main-42',
    requestedSendTime: '2099-01-01T09:00:00Z',
    recipient: emailTo('A\nB'),
    reminders: [
      {
        delayDays: 3,
        sendersReference: 'rem-1',
        recipient: { recipientSms: { phoneNumber: '+4799999999', smsSettings: { body: 'Hei' } } },
      },
      { requestedSendTime: '2099-01-20T09:00:00+01:00', recipient: emailTo('S') },
    ],
  }

  it('33 and 34: an e-mail with two reminders, and the same again', async () => {
    const first = await api.owner.post('/future/orders', chain)
    const body = JSON.parse(first.text) as { notificationOrderId: string; notification: { shipmentId: string } }
    expect([first.status, body]).toEqual([
      201,
      {
        notificationOrderId: guid,
        notification: {
          shipmentId: guid,
          sendersReference: 'main-42',
          reminders: [{ shipmentId: guid, sendersReference: 'rem-1' }, { shipmentId: guid }],
        },
      },
    ])
    expect(first.headers.get('location')).toBe(`${orders}/chain/${body.notificationOrderId}`)
    expect(await read(`/orders/${body.notification.shipmentId}`)).toMatchObject({ emailTemplate: { subject: 'A B' } })

    const again = await api.owner.post('/future/orders', { ...chain, sendersReference: 'changed' })
    expect([again.status, JSON.parse(again.text)]).toEqual([200, body])
    expect(again.headers.get('location')).toBeNull()
  })

  it('55 and 57: a shipment that is finished, and the feed from either end', async () => {
    const ids: string[] = []
    for (const number of [1, 2]) {
      const { text } = await api.owner.post('/future/orders', {
        idempotencyId: `${secret}-55-${number}`,
        sendersReference: 'main-55',
        recipient: emailTo('A'),
      })
      ids.push((JSON.parse(text) as { notification: { shipmentId: string } }).notification.shipmentId)
    }
    for (const id of ids) await delivered(id)
    const recipient = { destination: 'ola@example.no', status: 'Email_Delivered', lastUpdate: time }
    const completed = { sendersReference: 'main-55', status: 'Order_Completed', lastUpdate: time }
    expect(await read(`/future/shipment/${ids[0] ?? ''}`)).toEqual({
      shipmentId: ids[0],
      ...completed,
      type: 'Notification',
      recipients: [{ type: 'Email', ...recipient }],
    })

    const own = async () => (await api.owner.feed()).filter(({ shipmentId }) => ids.includes(shipmentId))
    await expect.poll(async () => (await own()).length, { timeout: 10_000 }).toBe(2)
    const entry = {
      ...completed,
      sequenceNumber: expect.any(Number) as number,
      shipmentId: guid,
      shipmentType: 'Notification',
      recipients: [recipient],
    }
    expect(await own()).toEqual([entry, entry])
    const numbers = async (query: string) =>
      ((await read(`/future/shipment/feed?${query}`)) as { sequenceNumber: number }[]).map((of) => of.sequenceNumber)
    expect(await numbers('pageSize=0')).toHaveLength(1)
    const all = await numbers('pageSize=9999')
    expect(await numbers('orderBy=desc&seq=0')).toEqual(all.toReversed())
    expect(await numbers('seq=0&pageSize=2')).toEqual(all.slice(0, 2))
  })

  it('45: a condition may be on this machine, as far as its address goes', async () => {
    const { text } = await api.owner.post('/future/orders', {
      ...chain,
      idempotencyId: `${secret}-45`,
      conditionEndpoint: 'http://localhost:8080/x',
    })
    expect(text).not.toContain('must')
  })

  it('56: a shipment that is not there, and an id that is none', async () => {
    const unknown = await api.owner.ask(`/future/shipment/${randomUUID()}`)
    expect([unknown.status, JSON.parse(unknown.text)]).toMatchObject([404, { code: 'NOT-00003' }])
    expect(await api.owner.ask('/future/shipment/xyz')).toMatchObject({ status: 404, text: '' })
  })
})

describe('an example of what is open to all', () => {
  it.each([
    ['?conditionMet=true', true],
    ['', false],
  ])('62: a condition to test with %s', async (query, sendNotification) => {
    const { status, text } = await api.stranger.ask(`/tests/sendcondition${query}`)
    expect([status, JSON.parse(text)]).toEqual([200, { sendNotification }])
  })

  it('63: health', async () => {
    const response = await fetch(`${api.cloud.url}/health`)
    expect([response.status, await response.text()]).toEqual([200, 'Healthy'])
  })
})
