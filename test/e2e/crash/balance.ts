import { setTimeout as wait } from 'node:timers/promises'
import type { CrashCloud } from './crash-cloud.ts'
import type { OrderClient, Placed } from './order-client.ts'

/** What was promised, what left, and what callers were told. */
export interface Balance {
  /** Orders that their callers were told of. */
  readonly answered: number
  /** Orders that are there though their callers got no answer. */
  readonly untold: number
  /** Messages that all of these owe. */
  readonly owed: number
  readonly messages: number
  readonly entries: number
  /** Messages that did not leave, and orders without an entry. */
  readonly lost: number
  /** E-mails that the provider was asked to send more than once, addresses with more than one message or one that no
   * order owed them, and orders with more than one entry. */
  readonly doubled: number
}

interface Message {
  readonly to: string
  readonly isAskedTwice: boolean
}

/** Waits until every promise is kept, or `patienceMs` have passed, nudging the agenda as its timer would. */
export async function settledBalance(
  cloud: CrashCloud,
  client: OrderClient,
  { placed, patienceMs = 60_000 }: { placed: readonly Placed[]; patienceMs?: number },
): Promise<Balance> {
  const end = Date.now() + patienceMs
  for (;;) {
    await nudge(cloud)
    const balance = await balanceNow(cloud, client, placed)
    if (isSettled(balance) || Date.now() > end) return balance
    await wait(1_000)
  }
}

const isSettled = ({ lost, entries, answered, untold }: Balance) => lost === 0 && entries >= answered + untold

/** The agenda's timer ticks once a minute, which is two hours of a hurried app. */
async function nudge({ url }: CrashCloud): Promise<void> {
  const request = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
  await fetch(`${url}/admin/functions/run-agenda`, request).catch(() => undefined)
}

async function balanceNow(cloud: CrashCloud, client: OrderClient, placed: readonly Placed[]): Promise<Balance> {
  const orders = await ordersOf(client, placed)
  const messages = await inbox(cloud)
  const entries = await client.feed()
  const messagesTo = Map.groupBy(messages, ({ to }) => to)
  const entriesOf = Map.groupBy(entries, ({ shipmentId }) => shipmentId)
  const owed = new Set(orders.flatMap(({ reaches }) => reaches))
  const unsent = [...owed].filter((to) => !messagesTo.has(to))
  const unowed = [...messagesTo.keys()].filter((to) => !owed.has(to))
  const answered = placed.filter(({ shipmentId }) => shipmentId !== undefined).length
  return {
    answered,
    untold: orders.length - answered,
    owed: owed.size,
    messages: messages.length,
    entries: entries.length,
    lost: unsent.length + orders.filter(({ shipmentId = '' }) => !entriesOf.has(shipmentId)).length,
    doubled:
      messages.filter(({ isAskedTwice }) => isAskedTwice).length +
      unowed.length +
      excess(messagesTo) +
      excess(entriesOf),
  }
}

/** All that are there, whoever knows of it. */
async function ordersOf(client: OrderClient, placed: readonly Placed[]): Promise<readonly Placed[]> {
  const found: Placed[] = []
  for (const order of placed) {
    const shipmentId = order.shipmentId ?? (await client.find(order.sendersReference))
    if (shipmentId !== undefined) found.push({ ...order, shipmentId })
  }
  return found
}

const excess = (groups: Map<string, unknown[]>) => [...groups.values()].filter((group) => group.length > 1).length

interface Mail {
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
  readonly sendRequests: number
}

async function inbox({ parts }: CrashCloud): Promise<readonly Message[]> {
  const { url } = parts.communicationServices.ready
  const read = async (kind: string): Promise<unknown> => (await fetch(`${url}/inbox/${kind}`)).json()
  const mails = (await read('emails')) as Mail[]
  // A call that is repeated under its own identity sends nothing.
  const sms = (await read('sms')) as { to: string }[]
  return [
    ...mails.map(({ recipients, sendRequests }) => ({
      to: recipients.to[0]?.address ?? '',
      isAskedTwice: sendRequests > 1,
    })),
    ...sms.map(({ to }) => ({ to, isAskedTwice: false })),
  ]
}
