import { beforeAll, describe, expect, it } from 'vitest'
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { mailsTo } from '../../local/cloud/inbox.ts'
import { expectDiscreet } from '../discreet-log.ts'
import { emailTo, order } from '../order-request.ts'
import { traceId } from '../problems.ts'
import { deliveredAfter, endOf, outageCloud, place, type End } from './outage-cloud.ts'

const at = outageCloud()
const patience = { timeout: 60_000, interval: 200 }

const expectEnd = (shipmentId: string) => expect.poll(() => endOf(at, shipmentId), patience)

const hasLogged = (text: string) => () => at.lines.some((line) => line.includes(text))

async function setFaults(faults: object): Promise<void> {
  const { url } = at.cloud.parts.communicationServices.ready
  const { status } = await fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
  expect(status).toBe(200)
}

describe('while the table store is down', () => {
  it('callers are told to come back, and get what they want when it is up again', async () => {
    const before = await place(at, 'before')
    await expectEnd(before).toEqual(deliveredAfter(1))
    await at.cloud.parts.tables.kill()
    const refused = await Promise.all([
      at.owner.post('/future/orders', order('store')),
      at.owner.ask(`/future/shipment/${before}`),
      at.owner.ask('/future/shipment/feed'),
    ])
    for (const { status, headers, text } of refused) {
      expect(status).toBe(503)
      expect(JSON.parse(text)).toEqual({
        type: 'urn:altinn:error:NOT-00004',
        title: 'A temporary network failure occurred',
        status: 503,
        code: 'NOT-00004',
        traceId,
        statusDescription: 'Service Unavailable',
      })
      expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    }
    await at.cloud.restart('tables')
    await expectEnd(await place(at, 'store')).toEqual(deliveredAfter(1))
  })
})

describe('while the bus', () => {
  const outages = [
    {
      how: 'is down',
      logged: 'message-not-posted ',
      begin: () => at.cloud.parts.serviceBus.kill(),
      end: () => at.cloud.restart('serviceBus'),
    },
    {
      how: 'hangs',
      logged: 'message-not-posted-in-time ',
      begin: () => pauseBus('SIGSTOP'),
      end: () => pauseBus('SIGCONT'),
    },
  ]
  it.each(outages)('$how, orders are taken, and go out afterwards', async ({ how, logged, begin, end }) => {
    await begin()
    const names = [1, 2].map((number) => `bus-${how.replace(' ', '-')}-${number}`)
    const shipments: string[] = []
    try {
      for (const name of names) shipments.push(await place(at, name))
      await expect.poll(hasLogged(logged), patience).toBe(true)
      for (const name of names) expect(await mailsTo(at.cloud, `${name}@example.no`)).toEqual([])
    } finally {
      await end()
    }
    for (const shipment of shipments) await expectEnd(shipment).toEqual(deliveredAfter(1))
  })
})

function pauseBus(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  process.kill(at.cloud.parts.serviceBus.pid, signal)
  return Promise.resolve()
}

describe('while the provider is down', () => {
  it('orders are taken, and go out when it is up again', async () => {
    await at.cloud.parts.communicationServices.kill()
    const shipment = await place(at, 'provider')
    await expect.poll(hasLogged('email-deferred'), patience).toBe(true)
    await at.cloud.restart('communicationServices')
    await expectEnd(shipment).toEqual(deliveredAfter(1))
  })

  it('or slows us down, all of them wait', async () => {
    await setFaults({ throttle: { retryAfterSeconds: 60, requests: 2 } })
    const shipments = [await place(at, 'throttled-1'), await place(at, 'throttled-2'), await place(at, 'throttled-3')]
    for (const shipment of shipments)
      await expectEnd(shipment).toMatchObject({ mails: 1, statuses: deliveredAfter(1).statuses })
    const { url } = at.cloud.parts.communicationServices.ready
    const { throttle } = (await (await fetch(`${url}/faults`)).json()) as { throttle: { requests: number } }
    expect(throttle.requests).toBeLessThan(0)
    await setFaults({})
  })
})

describe('while nobody gives tokens', () => {
  it('callers who have one are let in', async () => {
    const unused = await tokenHolder(at.cloud.url, { ttlSeconds: 30 * 86_400 })
    await at.cloud.parts.altinnPlatform.kill()
    expect(await unused.feed()).not.toEqual([])
    await at.cloud.restart('altinnPlatform')
  })
})

const ended = (status: string, mails: 0 | 1 = 1): End => ({
  statuses: [status, status],
  mails,
  sendRequests: mails === 1 ? 1 : undefined,
})

describe('an e-mail to somebody', () => {
  const recipients: readonly (readonly [word: string, end: End])[] = [
    ['throttled-1s-2x', deliveredAfter(3)],
    ['unavailable-1s-2x', deliveredAfter(3)],
    ['server-error-2x', deliveredAfter(3)],
    ['connection-reset-2x', deliveredAfter(3)],
    ['hangs-1x', deliveredAfter(2)],
    ['answer-lost', deliveredAfter(1)],
    ['answer-withheld', deliveredAfter(1)],
    ['answer-error', deliveredAfter(1)],
    ['answer-lost+delayed-2s', deliveredAfter(1)],
    ['answer-withheld+delayed-4s', deliveredAfter(1)],
    ['reported-twice', deliveredAfter(1)],
    ['reported-early', deliveredAfter(1)],
    ['delayed-2s', deliveredAfter(1)],
    ['bounced', ended('Email_Failed_Bounced')],
    ['failed', ended('Email_Failed')],
    ['suppressed', ended('Email_Failed_SuppressedRecipient')],
    ['filtered', ended('Email_Failed_FilteredSpam')],
    ['quarantined', ended('Email_Failed_Quarantined')],
    ['malformed', ended('Email_Failed_InvalidFormat', 0)],
    ['too-large', ended('Email_Failed_PayloadTooLarge', 0)],
  ]
  const shipments = new Map<string, string>()
  beforeAll(async () => {
    for (const [word] of recipients) {
      shipments.set(word, await place(at, word, { recipient: emailTo(`${word}@example.com`) }))
    }
  })

  it.each(recipients)('who is %s ends once, and as it should', async (word, end) => {
    await expectEnd(shipments.get(word) ?? '').toEqual(end)
  })
})

describe('after all of that', () => {
  it('every order has one entry in the feed, without a gap between their numbers', async () => {
    const entries = await at.owner.feed()
    expect(entries.map(({ sequenceNumber }) => sequenceNumber)).toEqual(entries.map((_, i) => i + 1))
    expect(new Set(entries.map(({ shipmentId }) => shipmentId)).size).toBe(entries.length)
  })

  it('the log names nothing that callers have entrusted to us', () => {
    expect(at.lines.some((line) => line.includes('email-attempts-found'))).toBe(true)
    expectDiscreet(at.lines)
  })
})
