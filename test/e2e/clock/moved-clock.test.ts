import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenHolder, type ApiClient } from '../../local/cloud/api-client.ts'
import { mailsTo, smsTo } from '../../local/cloud/inbox.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import type { OrderTimeline } from '../../local/ledger/order-timeline.ts'

let cloud: Cloud
let owner: ApiClient
let folder: string

const start = () => startCloud({ folder, reports: { reportDelayMs: 5_000 }, onLine: () => undefined })
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'varslinger-moved-'))
  cloud = await start()
  owner = await tokenHolder(cloud.url)
})
afterAll(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true, force: true })
})

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const moveBy = (ms: number) => cloud.clock.moveTo(new Date(cloud.clock.now().getTime() + ms))

const email = (emailAddress: string) => ({
  recipientEmail: { emailAddress, emailSettings: { subject: 'Hei', body: 'Husk dette.' } },
})
const sms = (phoneNumber: string, sendingTimePolicy = 'Anytime') => ({
  recipientSms: { phoneNumber, smsSettings: { body: 'Husk dette.', sendingTimePolicy } },
})

/** @returns the shipment ids of the order and its reminders */
async function place(idempotencyId: string, order: object): Promise<readonly string[]> {
  const { status, text } = await owner.post('/future/orders', { idempotencyId, ...order })
  expect(status, text).toBe(201)
  const { notification } = JSON.parse(text) as {
    notification: { shipmentId: string; reminders?: { shipmentId: string }[] }
  }
  return [notification, ...(notification.reminders ?? [])].map(({ shipmentId }) => shipmentId)
}

const statusOf = async (id = '') => (await owner.shipment(id)).recipients.map(({ status }) => status)

async function timelineOf(id = ''): Promise<OrderTimeline> {
  const response = await fetch(`${cloud.startPageUrl}/orders/${id}/timeline`)
  return (await response.json()) as OrderTimeline
}

describe('moving the clock of a local cloud', () => {
  it('brings a chain with a reminder of seven days to its end, with every lock and token alive', async () => {
    const recipient = email('kari@example.no')
    const [first, reminder] = await place('week', { recipient, reminders: [{ delayDays: 7, recipient }] })
    const steps = await moveBy(7 * dayMs + 60_000)
    // The reports after five seconds, the watch's looks, the agenda's hand-over and the time itself, twice.
    expect(steps).toBeLessThan(15)
    const [second, original, ...others] = await mailsTo(cloud, 'kari@example.no')
    expect(others).toEqual([])
    const apart = Date.parse(second?.acceptedAt ?? '') - Date.parse(original?.acceptedAt ?? '')
    expect(Math.round(apart / 60_000)).toBe(Math.round((7 * dayMs) / 60_000))
    expect([await statusOf(first), await statusOf(reminder)]).toEqual([['Email_Delivered'], ['Email_Delivered']])
    expect((await owner.feed()).map(({ shipmentId }) => shipmentId)).toEqual([first, reminder])
  })

  it('lets a report that is due in five seconds come before a lifetime of two days ends', async () => {
    const [delivered] = await place('reported', { recipient: email('ola@example.no') })
    const [silent] = await place('silent', { recipient: sms('+4799930001') })
    await moveBy(3 * dayMs)
    expect(await statusOf(delivered)).toEqual(['Email_Delivered'])
    const [mail] = await mailsTo(cloud, 'ola@example.no')
    const { lastUpdate } = await owner.shipment(delivered ?? '')
    const secondsToReport = (Date.parse(lastUpdate) - Date.parse(mail?.acceptedAt ?? '')) / 1000
    expect(secondsToReport).toBeGreaterThanOrEqual(5)
    expect(secondsToReport).toBeLessThan(20)
    expect(await statusOf(silent)).toEqual(['SMS_Failed_TTL'])
  })

  it('opens the window of the day', async () => {
    const night = new Date(cloud.clock.now().getTime() + dayMs)
    night.setUTCHours(21, 0, 0, 0)
    await cloud.clock.moveTo(night)
    const [id] = await place('daytime', { recipient: sms('+4790000007', 'Daytime') })
    await moveBy(10 * hourMs)
    expect(await smsTo(cloud, '+4790000007')).toEqual([])
    await moveBy(2 * hourMs)
    expect(await statusOf(id)).toEqual(['SMS_Delivered'])
    expect((await smsTo(cloud, '+4790000007'))[0]?.acceptedAt).toMatch(/T0[78]:00:0/)
  })

  it('is obeyed by an app that has been started again, and by a cloud that has', async () => {
    const requestedSendTime = new Date(cloud.clock.now().getTime() + 2 * dayMs).toISOString()
    const [id] = await place('later', { recipient: email('per@example.no'), requestedSendTime })
    await cloud.parts.functionsHost.kill()
    await cloud.restart('functionsHost')
    await moveBy(dayMs)
    expect(await mailsTo(cloud, 'per@example.no')).toEqual([])
    const before = cloud.clock.now()
    await cloud.stop()
    cloud = await start()
    owner = await tokenHolder(cloud.url)
    expect(cloud.clock.now().getTime()).toBeGreaterThan(before.getTime())
    await moveBy(2 * dayMs)
    expect(await statusOf(id)).toEqual(['Email_Delivered'])
  })

  it('leaves a timeline in the order of what happened, though claims are dated by the machine', async () => {
    const recipient = email('anne@example.no')
    const chain = await place('timeline', {
      sendersReference: 'sak 7',
      recipient,
      reminders: [{ delayDays: 1, recipient }],
    })
    await moveBy(2 * dayMs)
    const { moments, notifications, ...order } = await timelineOf(chain[1])
    expect(order).toEqual({ order: chain[1], type: 'Reminder', creator: 'ttd', state: 'Completed', place: 2 })
    expect(moments.map(({ what }) => what)).toEqual(['accepted', 'due', 'completed', 'published'])
    const [notification] = notifications
    expect(notification).toMatchObject({ address: 'anne@example.no', status: 'Email_Delivered', attempts: 1 })
    const [accepted = '', due = '', completed = '', published = ''] = moments.map(({ at }) => at)
    const claimed = notification?.claimedAt ?? ''
    const inOrder = [accepted, due, claimed, completed, published]
    expect(inOrder).toEqual(inOrder.toSorted())
    expect(Date.parse(published) - Date.parse(claimed)).toBeLessThan(60_000)
    expect((await timelineOf(chain[0])).sendersReference).toBe('sak 7')
    const nobody = await fetch(`${cloud.startPageUrl}/orders/018f6f2e-8d3a-8c41-9b57-3f9a40000000/timeline`)
    expect(nobody.status).toBe(404)
  })
})
