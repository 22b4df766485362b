import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { enterpriseToken } from '../../local/cloud/tokens.ts'
import { order } from '../order-request.ts'
import { traceId } from '../problems.ts'
import { rowsIn, startedApi } from './started-api.ts'

/** More than is taken: in one order, in one body, and at one time. */
const api = startedApi()

interface Refusal {
  readonly errors: Readonly<Record<string, readonly string[]>>
}

const to = (count: number, addressOf: (i: number) => string) => ({
  subject: 'Vedtak',
  body: 'Les mer',
  recipients: Array.from({ length: count }, (_, i) => ({ emailAddress: addressOf(i) })),
})

async function refused(body: object): Promise<Refusal['errors']> {
  const { status, text } = await api.owner.post('/orders/email', body)
  expect(status).toBe(400)
  expect(await rowsIn(api.cloud)).toBe(0)
  return (JSON.parse(text) as Refusal).errors
}

describe('an order', () => {
  it('to a hundred thousand, five hundred of them malformed, hears of the first two hundred of these', async () => {
    const errors = await refused(to(100_000, (i) => (i % 200 === 7 ? 'hemmelighet' : `ola${i}@example.no`)))
    const keys = Array.from({ length: 200 }, (_, i) => `Recipients[${i * 200 + 7}].EmailAddress`)
    expect(Object.keys(errors)).toEqual(keys)
    expect(new Set(Object.values(errors).flat())).toEqual(new Set(['Invalid email address format.']))
  })

  it('to more than a quarter of a million is told how many there may be', async () => {
    expect(await refused(to(250_001, (i) => `o${i}@example.no`))).toEqual({
      Recipients: ['An order may have at most 250000 recipients.'],
    })
  })
})

describe('while the bodies of others fill the room', () => {
  interface Unfinished {
    /** Pending for as long as it has found room. */
    readonly refused: Promise<number | undefined>
    readonly leave: () => void
  }

  /** Begins a request with the longest body there may be, and leaves it unfinished. */
  async function unfinished(): Promise<Unfinished> {
    const headers = {
      authorization: `Bearer ${await enterpriseToken(api.cloud.url)}`,
      'content-type': 'application/json',
      'content-length': '30000000',
    }
    const asked = request(`${api.cloud.url}/notifications/api/v1/future/orders`, { method: 'POST', headers })
    const refused = new Promise<number | undefined>((resolve) => {
      asked.on('response', ({ statusCode }) => resolve(statusCode))
    })
    asked.on('error', () => undefined)
    asked.write('{')
    const leave = () => void asked.destroy()
    onTestFinished(leave)
    return { refused, leave }
  }

  it('an order is asked to come back, a question is answered; and once there is room the order is taken', async () => {
    // There is room for two.
    const three = await Promise.all([unfinished(), unfinished(), unfinished()])
    expect(await Promise.race(three.map(({ refused }) => refused))).toBe(503)
    const place = () => api.owner.post('/future/orders', order('room'))
    const { status, headers, text } = await place()
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    expect(JSON.parse(text)).toEqual({
      type: 'urn:altinn:error:NOT-00004',
      title: 'A temporary network failure occurred',
      status: 503,
      code: 'NOT-00004',
      traceId,
      statusDescription: 'Service Unavailable',
    })
    expect((await api.owner.ask('/future/shipment/feed')).status).toBe(200)
    for (const { leave } of three) leave()
    await expect.poll(async () => (await place()).status, { timeout: 20_000, interval: 100 }).toBe(201)
  })
})
