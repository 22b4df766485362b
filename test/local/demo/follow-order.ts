import { setTimeout as wait } from 'node:timers/promises'
import type { FeedEntry } from '../cloud/api-client.ts'
import type { ServiceBusInspection } from '../service-bus/inspection.ts'
import type { Stage } from './act.ts'
import type { Moment } from './timeline.ts'

/** What the creator of an order has seen of it. */
export interface Seen {
  readonly moments: readonly Moment[]
  readonly status: string
  readonly entries: readonly FeedEntry[]
}

/** Watches an order as its creator can, until it is in the feed and nothing is under way any more. */
export async function followOrder(stage: Stage, shipmentId: string, patienceMs: number): Promise<Seen> {
  const untilMs = Date.now() + patienceMs
  const moments = new Map<string, Moment>()
  const status = await poll(untilMs, async () => {
    const { status, recipients } = await stage.api.shipment(shipmentId)
    for (const { status, lastUpdate } of recipients) note(moments, status, Date.parse(lastUpdate))
    return { value: recipients[0]?.status ?? 'nowhere', isLast: status === 'Order_Completed' }
  })
  const entries = await poll(untilMs, async () => {
    const value = (await stage.api.feed()).filter((entry) => entry.shipmentId === shipmentId)
    const nowMs = stage.cloud.clock.now().getTime()
    for (const { sequenceNumber } of value) note(moments, `it is number ${sequenceNumber} in the feed`, nowMs)
    return { value, isLast: value.length > 0 && (await isAtRest(stage)) }
  })
  return { moments: [...moments.values()], status, entries }
}

async function poll<Value>(untilMs: number, look: () => Promise<{ value: Value; isLast: boolean }>): Promise<Value> {
  for (;;) {
    const { value, isLast } = await look()
    if (isLast || Date.now() > untilMs) return value
    await wait(5)
  }
}

function note(moments: Map<string, Moment>, what: string, atMs: number): void {
  if (!moments.has(what)) moments.set(what, { atMs, text: what in meanings ? `${what}: ${meanings[what]}` : what })
}

const meanings: Record<string, string> = {
  Email_New: 'it waits for its turn',
  Email_Sending: 'it is claimed, so that nobody else sends it',
  Email_Succeeded: 'it is sent, and waits for its delivery report',
  Email_Delivered: 'the order is completed',
  Email_Failed_Bounced: 'the order is completed, and its sender knows',
  SMS_New: 'it waits for its turn',
  SMS_Sending: 'it is claimed, so that nobody else sends it',
  SMS_Accepted: 'it is sent, and waits for its delivery report',
  SMS_Delivered: 'the order is completed',
}

async function isAtRest({ cloud }: Stage): Promise<boolean> {
  const { queues } = (await cloud.parts.serviceBus.inspect<ServiceBusInspection>()).value
  return Object.values(queues).every(({ active, locked }) => active + locked === 0)
}
