import { arrivedAt, type Arrived } from './arrived.ts'
import type { Act, Stage } from './act.ts'
import { followOrder, type Seen } from './follow-order.ts'
import { printedTimeline, type Moment } from './timeline.ts'

export interface OrderAct {
  readonly title: string
  /** An e-mail address, or a number with its country code. */
  readonly to: string
  /** The last status of each notification, of a delivered one unless it says otherwise. */
  readonly expects: string
  /** The second message of the chain is ordered for so many days later, and the clock is moved there. */
  readonly reminderAfterDays?: number
  /** How long an order may take to get to its end. */
  readonly patienceMs?: number
}

interface Placed {
  readonly shipments: readonly string[]
  readonly moments: readonly Moment[]
}

/** An order, and its reminder if it has one, from the request to the status feed. */
export const orderAct = (act: OrderAct): Act => ({
  title: act.title,
  async play(stage) {
    const beganMs = stage.cloud.clock.now().getTime()
    const placed = await place(act, stage, beganMs)
    if (typeof placed === 'string') return placed
    const moments = [...placed.moments]
    const seen = await followAll(act, stage, { ...placed, moments })
    const arrived = await arrivedAt(stage, act.to)
    stage.print(printedTimeline(beganMs, [...moments, ...[...arrived, ...seen].flatMap((each) => each.moments)]))
    for (const { printed } of arrived) stage.print(printed)
    return faultOf(act, seen, arrived)
  },
})

async function place(act: OrderAct, { api, cloud }: Stage, beganMs: number): Promise<Placed | string> {
  const answer = await api.post('/future/orders', chainOf(act))
  if (answer.status !== 201) return `the order was answered ${answer.status}`
  const { notification } = JSON.parse(answer.text) as {
    notification: { shipmentId: string; reminders?: readonly { shipmentId: string }[] }
  }
  const shipments = [notification, ...(notification.reminders ?? [])].map(({ shipmentId }) => shipmentId)
  return {
    shipments,
    moments: [
      { atMs: beganMs, text: 'ttd orders it: POST /notifications/api/v1/future/orders' },
      { atMs: cloud.clock.now().getTime(), text: `201: it is stored, as shipment ${shipments.join(' and ')}` },
    ],
  }
}

function chainOf({ to, reminderAfterDays }: OrderAct) {
  const recipient = recipientOf(to, 'Hei fra Varslinger', 'Dette er en prøve.\nDen kom frem.')
  const reminder = recipientOf(to, 'Husk Varslinger', 'Dette er en påminnelse.')
  return {
    idempotencyId: `demo-${to}`,
    sendersReference: 'demo',
    recipient,
    ...(reminderAfterDays !== undefined && { reminders: [{ delayDays: reminderAfterDays, recipient: reminder }] }),
  }
}

const recipientOf = (to: string, subject: string, body: string) =>
  to.startsWith('+')
    ? { recipientSms: { phoneNumber: to, smsSettings: { body, sendingTimePolicy: 'Anytime' } } }
    : { recipientEmail: { emailAddress: to, emailSettings: { subject, body } } }

/** One after the other: a reminder begins when the clock has been moved to its time. */
async function followAll(
  { reminderAfterDays = 0, patienceMs = 30_000 }: OrderAct,
  stage: Stage,
  { shipments, moments }: { shipments: readonly string[]; moments: Moment[] },
): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const [place, shipment] of shipments.entries()) {
    if (place > 0) moments.push(await moveDays(stage, reminderAfterDays))
    seen.push(await followOrder(stage, shipment, patienceMs))
  }
  return seen
}

async function moveDays({ cloud }: Stage, days: number): Promise<Moment> {
  const before = { at: cloud.clock.now().getTime(), machineMs: performance.now() }
  await cloud.clock.moveTo(new Date(before.at + days * 86_400_000))
  const tookMs = Math.round(performance.now() - before.machineMs)
  return { atMs: before.at, text: `the clock is moved ${days} days ahead, which takes ${tookMs} ms` }
}

function faultOf({ to, expects }: OrderAct, seen: readonly Seen[], arrived: readonly Arrived[]): string | undefined {
  const what = to.startsWith('+') ? 'SMS' : 'e-mails'
  const statuses = seen.map(({ status }) => status).join(' and ')
  if (arrived.length !== seen.length) {
    return `${arrived.length} ${what} arrived instead of ${seen.length}; the last status is ${statuses}`
  }
  const wrong = seen.find(({ status }) => status !== expects)
  if (wrong !== undefined) return `the last status is ${wrong.status} instead of ${expects}`
  const entries = seen.map((each) => each.entries.length)
  return entries.every((count) => count === 1) ? undefined : `${entries.join(' and ')} entries are in the status feed`
}
