import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect } from 'vitest'
import { tokenHolder, type ApiClient, type FeedEntry } from '../../local/cloud/api-client.ts'
import { mailsTo } from '../../local/cloud/inbox.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { order } from '../order-request.ts'

export interface OutageCloud {
  readonly cloud: Cloud
  readonly owner: ApiClient
  readonly lines: readonly string[]
}

/** Half an hour is over in seconds where the app is in a hurry. */
const ttlSeconds = 30 * 86_400

/** A local cloud on disk, so that its parts can come and go, with an app in a hurry; for all tests of a file. */
export function outageCloud(): OutageCloud {
  const place: Partial<{ -readonly [Name in keyof OutageCloud]: OutageCloud[Name] }> = {}
  const folder = mkdtempSync(join(tmpdir(), 'varslinger-outages-'))
  beforeAll(async () => {
    const lines: string[] = []
    place.lines = lines
    place.cloud = await startCloud({
      folder,
      entry: fileURLToPath(new URL('impatient-app.ts', import.meta.url)),
      settings: { BeganMs: String(Date.now()) },
      onLine: (line) => lines.push(line),
    })
    place.owner = await tokenHolder(place.cloud.url, { ttlSeconds })
  })
  afterAll(async () => {
    await place.cloud?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return place as OutageCloud
}

/** @returns the shipment's id */
export async function place({ owner }: OutageCloud, name: string, more: object = {}): Promise<string> {
  const { status, text } = await owner.post('/future/orders', order(name, more))
  expect(status, text).toBe(201)
  return (JSON.parse(text) as { notification: { shipmentId: string } }).notification.shipmentId
}

export interface End {
  /** In the shipment and, once, in the feed. */
  readonly statuses: readonly string[]
  readonly mails: number
  /** Of all mails to the address; undefined when there is none. */
  readonly sendRequests: number | undefined
}

/** What has become of an order for one address; undefined while it is not in the feed. */
export async function endOf(place: OutageCloud, shipmentId: string): Promise<End | undefined> {
  await nudge(place.cloud)
  const entries = (await place.owner.feed()).filter((entry) => entry.shipmentId === shipmentId)
  if (entries.length === 0) return undefined
  const shipment = await place.owner.shipment(shipmentId)
  const mails = await mailsTo(place.cloud, shipment.recipients[0]?.destination ?? '')
  const [mail] = mails
  return { statuses: [shipment, ...entries].flatMap(statusesOf), mails: mails.length, sendRequests: mail?.sendRequests }
}

const statusesOf = ({ recipients }: Pick<FeedEntry, 'recipients'>) => recipients.map(({ status }) => status)

/** The agenda's timer ticks once a minute, which is two hours of a hurried app. */
async function nudge({ url }: Cloud): Promise<void> {
  const request = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
  const { status } = await fetch(`${url}/admin/functions/run-agenda`, request)
  expect(status).toBe(202)
}

/** As an order for one address should end. */
export const deliveredAfter = (sendRequests: number): End => ({
  statuses: ['Email_Delivered', 'Email_Delivered'],
  mails: 1,
  sendRequests,
})
