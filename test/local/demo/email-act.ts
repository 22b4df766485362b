import { setTimeout as wait } from 'node:timers/promises'
import type { FeedEntry } from '../cloud/api-client.ts'
import { mailsTo, type Mail } from '../cloud/inbox.ts'
import type { Act, Stage } from './act.ts'
import { printedTimeline, type Moment } from './timeline.ts'

export interface EmailAct {
  readonly recipient?: string
  /** How long the order may take to get to its end. */
  readonly patienceMs?: number
}

/** One e-mail to one address, from the order to the status feed. */
export const emailAct = ({ recipient = 'kari@example.no', patienceMs = 30_000 }: EmailAct = {}): Act => ({
  title: `An e-mail to ${recipient}`,
  async play(stage) {
    const beganMs = Date.now()
    const answer = await stage.api.post('/future/orders', orderTo(recipient))
    if (answer.status !== 201) return `the order was answered ${answer.status}`
    const { notification } = JSON.parse(answer.text) as { notification: { shipmentId: string } }
    const accepted = { atMs: Date.now(), text: `201: it is stored, as shipment ${notification.shipmentId}` }
    const seen = await follow(stage, notification.shipmentId, beganMs + patienceMs)
    const mails = await mailsTo(stage.cloud, recipient)
    const ordered = { atMs: beganMs, text: 'ttd orders it: POST /notifications/api/v1/future/orders' }
    stage.print(printedTimeline(beganMs, [ordered, accepted, ...mails.flatMap(providerMoments), ...seen.moments]))
    for (const mail of mails) stage.print(printedMail(mail))
    return faultOf(seen, mails)
  },
})

const orderTo = (emailAddress: string) => ({
  idempotencyId: `demo-${emailAddress}`,
  sendersReference: 'demo',
  recipient: {
    recipientEmail: {
      emailAddress,
      emailSettings: { subject: 'Hei fra Varslinger', body: 'Dette er en prøve.\nDen kom frem.' },
    },
  },
})

interface Seen {
  readonly moments: readonly Moment[]
  readonly status: string
  readonly entries: readonly FeedEntry[]
}

/** Watches the order as its creator can, until it is in the feed and nothing is under way any more. */
async function follow(stage: Stage, shipmentId: string, untilMs: number): Promise<Seen> {
  const moments = new Map<string, Moment>()
  const status = await poll(untilMs, async () => {
    const { status, recipients } = await stage.api.shipment(shipmentId)
    for (const { status, lastUpdate } of recipients) note(moments, status, Date.parse(lastUpdate))
    return { value: recipients[0]?.status ?? 'nowhere', isLast: status === 'Order_Completed' }
  })
  const entries = await poll(untilMs, async () => {
    const value = (await stage.api.feed()).filter((entry) => entry.shipmentId === shipmentId)
    for (const { sequenceNumber } of value) note(moments, `it is number ${sequenceNumber} in the feed`, Date.now())
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
}

async function isAtRest({ cloud }: Stage): Promise<boolean> {
  type Queues = { readonly queues: Readonly<Record<string, { active: number; locked: number; scheduled: number }>> }
  const { value } = await cloud.parts.serviceBus.inspect<Queues>()
  return Object.values(value.queues).every(({ active, locked, scheduled }) => active + locked + scheduled === 0)
}

const providerMoments = ({ acceptedAt, reports }: Mail): Moment[] => [
  { atMs: Date.parse(acceptedAt), text: 'Communication Services accepts it' },
  ...reports.flatMap(({ postedAt, status }) =>
    postedAt === undefined ? [] : { atMs: Date.parse(postedAt), text: `its delivery report says ${status}` },
  ),
]

const printedMail = ({ senderAddress, recipients, content }: Mail) => `
  What arrived:

    From     ${senderAddress}
    To       ${recipients.to.map(({ address }) => address).join(', ')}
    Subject  ${content.subject}

    ${(content.plainText ?? content.html ?? '').replaceAll('\n', '\n    ')}
`

function faultOf({ status, entries }: Seen, mails: readonly Mail[]): string | undefined {
  if (mails.length !== 1) return `${mails.length} e-mails arrived instead of one; the last status is ${status}`
  if (status !== 'Email_Delivered') return `the last status is ${status} instead of Email_Delivered`
  if (entries.length !== 1) return `${entries.length} entries are in the status feed instead of one`
  return undefined
}
