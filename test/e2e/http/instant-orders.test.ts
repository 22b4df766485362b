import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { tokenHolder, type Answer } from '../../local/cloud/api-client.ts'
import { mailsTo, smsTo } from '../../local/cloud/inbox.ts'
import { expectDiscreet } from '../discreet-log.ts'
import { instantEmail, instantSms } from '../instant-request.ts'
import { secret } from '../order-request.ts'
import { traceId } from '../problems.ts'
import { baseUri, startedApi } from './started-api.ts'

const api = startedApi()
const patience = { timeout: 30_000, interval: 50 }
const [emailPath, smsPath, oldPath] = ['email', 'sms', ''].map((rest) => `/future/orders/instant/${rest}`) as [
  string,
  string,
  string,
]

interface Placed {
  readonly notificationOrderId: string
  readonly notification: { readonly shipmentId: string; readonly sendersReference?: string }
}

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string
const placedBy = ({ text }: Answer) => JSON.parse(text) as Placed
const shipmentOf = (placed: Placed) => api.owner.shipment(placed.notification.shipmentId)

/** Everybody asks at once; how many got which status. */
async function asked(times: number, path: string, request: object) {
  const answers = await Promise.all(Array.from({ length: times }, () => api.owner.post(path, request)))
  const byStatus = Map.groupBy(answers, ({ status }) => status)
  const counts = Object.fromEntries([...byStatus].map(([status, same]) => [status, same.length]))
  return { answers, counts }
}

/** The first answer that is none of 503. */
async function takenInTime(path: string, request: object): Promise<Answer> {
  for (let look = 0; look < 100; look++) {
    const answer = await api.owner.post(path, request)
    if (answer.status !== 503) return answer
    await wait(200)
  }
  throw new Error('it was never taken')
}

/** How many orders have the reference. */
async function found(reference: string): Promise<number> {
  const { text } = await api.owner.ask(`/orders?sendersReference=${encodeURIComponent(reference)}`)
  return (JSON.parse(text) as { count: number }).count
}

interface Way {
  readonly path: string
  readonly channel: 'Email' | 'SMS'
  readonly request: (id: string, address?: string) => object
  readonly sentTo: (address: string) => Promise<readonly object[]>
}

/** Ids of both are of one name space. */
const email: Way = {
  path: emailPath,
  channel: 'Email',
  request: (id, address = `${id}@example.no`) => instantEmail(`${id}-mail`, address),
  sentTo: (address) => mailsTo(api.cloud, address),
}
const sms: Way = {
  path: smsPath,
  channel: 'SMS',
  request: (id, number = '+4799999999') => instantSms(`${id}-sms`, number),
  sentTo: (number) => smsTo(api.cloud, number),
}

describe.each([email, sms])('an instant order by $channel', ({ path, channel, request, sentTo }) => {
  it('is answered with its ids and a place once the provider has it, and again without the place', async () => {
    const first = await api.owner.post(path, { ...request('once'), sendersReference: `Vår ${channel}` })
    expect(first.status).toBe(201)
    const placed = placedBy(first)
    expect(placed).toEqual({
      notificationOrderId: guid,
      notification: { shipmentId: guid, sendersReference: `Vår ${channel}` },
    })
    expect(first.headers.get('location')).toBe(
      `${baseUri}/notifications/api/v1/orders/chain/${placed.notificationOrderId}`,
    )
    const again = await api.owner.post(path, { ...request('once'), sendersReference: 'another' })
    expect([again.status, placedBy(again), again.headers.get('location')]).toEqual([200, placed, null])
  })

  it('has been processed from its birth', async () => {
    const placed = placedBy(await api.owner.post(path, request('born')))
    const { shipmentId } = placed.notification
    const { status } = await api.owner.ask(`/orders/${shipmentId}/cancel`, { method: 'PUT' })
    expect(status).toBe(409)
    const order = JSON.parse((await api.owner.ask(`/orders/${shipmentId}/status`)).text) as object
    expect(order).toMatchObject({ id: shipmentId, processingStatus: { status: 'Completed' } })
    await expect.poll(async () => (await shipmentOf(placed)).status, patience).toBe('Order_Completed')
    expect(await shipmentOf(placed)).toMatchObject({
      type: 'Instant',
      recipients: [{ type: channel, status: `${channel}_Delivered` }],
    })
    const inFeed = async () => (await api.owner.feed()).filter((entry) => entry.shipmentId === shipmentId)
    await expect.poll(inFeed, patience).toMatchObject([{ shipmentType: 'Instant', status: 'Order_Completed' }])
  })

  it('that is asked for fifty times at once is one order, and one message', async () => {
    const address = channel === 'Email' ? 'fifty@example.no' : '+4799900050'
    const { answers, counts } = await asked(50, path, request('fifty', address))
    expect(counts).toEqual({ 201: 1, 200: 49 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await sentTo(address)).toMatchObject([{ sendRequests: 1 }])
  })
})

describe('the routes for instant orders', () => {
  it('share a name space, which is not that of order chains', async () => {
    const sms = placedBy(await api.owner.post(oldPath, oldSms('shared')))
    const repeated = [
      await api.owner.post(smsPath, instantSms('shared', '+4799999999')),
      await api.owner.post(emailPath, instantEmail('shared', 'shared@example.no')),
    ]
    for (const answer of repeated) expect([answer.status, placedBy(answer)]).toEqual([200, sms])
    expect(await mailsTo(api.cloud, 'shared@example.no')).toEqual([])
    const chain = await api.owner.post('/future/orders', {
      idempotencyId: `${secret}-shared`,
      recipient: instantEmail('shared', 'chain@example.no'),
    })
    expect(chain.status).toBe(201)
  })

  it('know whose order it is', async () => {
    const own = placedBy(await api.owner.post(smsPath, instantSms('owned', '+4799999999')))
    const other = await tokenHolder(api.cloud.url, { org: 'skd' })
    const answer = await other.post(smsPath, instantSms('owned', '+4799999999'))
    expect(answer.status).toBe(201)
    expect(placedBy(answer)).not.toEqual(own)
    expect((await other.ask(`/future/shipment/${own.notification.shipmentId}`)).status).toBe(404)
  })
})

const oldSms = (id: string) => {
  const { recipientSms, ...request } = instantSms(id, '+4799999999')
  return { ...request, recipient: { recipientSms } }
}

describe('a message that the provider refuses for good', () => {
  it.each([
    [emailPath, instantEmail('malformed', 'malformed@example.no'), 'Email_Failed_InvalidFormat'],
    [smsPath, instantSms('invalid', '+4799950001'), 'SMS_Failed_InvalidRecipient'],
  ])('on %s is an order with a notification that failed', async (path, request, status) => {
    const { answers, counts } = await asked(20, path, request)
    expect(counts).toEqual({ 201: 1, 200: 19 })
    const [answer] = answers
    const placed = placedBy(answer as Answer)
    expect(await shipmentOf(placed)).toMatchObject({ status: 'Order_Completed', recipients: [{ status }] })
    const inFeed = async () =>
      (await api.owner.feed()).filter((entry) => entry.shipmentId === placed.notification.shipmentId)
    await expect.poll(inFeed, { ...patience, timeout: 5_000 }).toHaveLength(1)
  })
})

describe('a message whose outcome nobody knows', () => {
  const ways = [
    { ...email, lost: (of: string) => `answer-lost+unreported+${of}@example.no` },
    { ...sms, lost: (of: string) => `+47999840${of === 'one' ? '01' : '02'}` },
  ]

  it.each(ways)('is no order until that is found out: $channel', async ({ path, request, sentTo, lost }) => {
    const body = request('one', lost('one'))
    expect((await asked(1, path, { ...body, sendersReference: `lost ${path}` })).counts).toEqual({ 503: 1 })
    expect(await found(`lost ${path}`)).toBe(0)
    expect((await asked(50, path, body)).counts).toEqual({ 201: 1, 200: 49 })
    expect(await found(`lost ${path}`)).toBe(1)
    expect(await sentTo(lost('one'))).toHaveLength(1)
  })

  it.each(ways)('is sent and found out once by fifty at once: $channel', async ({ path, request, sentTo, lost }) => {
    const body = request('all', lost('all'))
    const statuses = (await asked(50, path, body)).answers.map(({ status }) => status)
    statuses.push((await api.owner.post(path, body)).status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses).toContain(503)
    expect((await api.owner.post(path, body)).status).toBe(200)
    expect(await sentTo(lost('all'))).toHaveLength(1)
  })

  it('is answered 200 when its report has come meanwhile', async () => {
    const request = instantSms('reported', '+4799985001')
    expect((await api.owner.post(smsPath, request)).status).toBe(503)
    await expect.poll(async () => (await api.owner.post(smsPath, request)).status, patience).toBe(200)
    expect(await smsTo(api.cloud, '+4799985001')).toHaveLength(1)
  })
})

describe('a provider that throttles', () => {
  it.each([
    { ...email, busy: 'throttled-2s-1x+busy@example.no' },
    { ...sms, busy: '+4799970001' },
  ])('$channel gets one call, and everybody is told so', async ({ path, channel, request, sentTo, busy }) => {
    const body = { ...request('busy', busy), sendersReference: `busy ${channel}` }
    const { answers, counts } = await asked(50, path, body)
    expect(counts).toEqual({ 503: 50 })
    for (const { headers } of answers) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(JSON.parse(answers[0]?.text ?? '')).toEqual(temporary)
    expect(await found(`busy ${channel}`)).toBe(0)

    // Nothing came of them, so that the next request is as good as the first, with a reference of its own.
    const answer = await takenInTime(path, { ...body, sendersReference: `then ${channel}` })
    expect([answer.status, placedBy(answer).notification.sendersReference]).toEqual([201, `then ${channel}`])
    expect([await found(`busy ${channel}`), await found(`then ${channel}`)]).toEqual([0, 1])
    expect((await api.owner.post(path, body)).status).toBe(200)
    expect(await sentTo(busy)).toMatchObject([{ sendRequests: 2 }])
  })
})

describe('a provider that does not answer', () => {
  it.concurrent('an e-mail is given twenty seconds, by all who wait for it; then it is asked for', async () => {
    const address = 'answer-withheld+unreported+slow@example.no'
    expect((await asked(50, email.path, email.request('slow', address))).counts).toEqual({ 503: 50 })
    expect((await asked(50, email.path, email.request('slow', address))).counts).toEqual({ 201: 1, 200: 49 })
    expect(await mailsTo(api.cloud, address)).toMatchObject([{ sendRequests: 1 }])
  })

  it.concurrent('of an SMS has its report, which answers them all', async () => {
    const { counts } = await asked(50, sms.path, sms.request('slow', '+4799981001'))
    expect(counts).toEqual({ 201: 1, 200: 49 })
    expect(await smsTo(api.cloud, '+4799981001')).toMatchObject([{ sendRequests: 1 }])
  })
})

const temporary = {
  type: 'urn:altinn:error:NOT-00004',
  title: 'A temporary network failure occurred',
  status: 503,
  code: 'NOT-00004',
  traceId,
  statusDescription: 'Service Unavailable',
}

it('no line of any log names what was entrusted to us', () => {
  expectDiscreet(api.lines)
})
