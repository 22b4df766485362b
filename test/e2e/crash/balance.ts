import { setTimeout as wait } from 'node:timers/promises'
import type { CrashCloud } from './crash-cloud.ts'
import type { Answered, OrderClient } from './order-client.ts'

/** What was promised, what left, and what callers were told. */
export interface Balance {
  readonly answered: number
  readonly mails: number
  readonly entries: number
  readonly lost: number
  /** Mails that the provider was asked to send more than once, and orders with more than one mail or entry. */
  readonly doubled: number
}

interface Mail {
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
  readonly sendRequests: number
}

/** Waits until every promise is kept, or `patienceMs` have passed, nudging the agenda as its timer would. */
export async function settledBalance(
  cloud: CrashCloud,
  client: OrderClient,
  { answers, patienceMs = 60_000 }: { answers: readonly Answered[]; patienceMs?: number },
): Promise<Balance> {
  const end = Date.now() + patienceMs
  for (;;) {
    await nudge(cloud)
    const balance = await balanceNow(cloud, client, answers)
    if ((balance.lost === 0 && balance.entries >= balance.answered) || Date.now() > end) return balance
    await wait(1_000)
  }
}

/** The agenda's timer ticks once a minute, which is two hours of a hurried app. */
async function nudge({ url }: CrashCloud): Promise<void> {
  const request = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
  await fetch(`${url}/admin/functions/run-agenda`, request).catch(() => undefined)
}

async function balanceNow(cloud: CrashCloud, client: OrderClient, answers: readonly Answered[]): Promise<Balance> {
  const mails = await inbox(cloud)
  const entries = await client.feed()
  const mailsOf = Map.groupBy(mails, ({ recipients }) => recipients.to[0]?.address ?? '')
  const entriesOf = Map.groupBy(entries, ({ shipmentId }) => shipmentId)
  const isLost = ({ idempotencyId, shipmentId }: Answered) =>
    !mailsOf.has(`${idempotencyId}@example.no`) || !entriesOf.has(shipmentId)
  const doubledMails = mails.filter(({ sendRequests }) => sendRequests > 1).length + excess(mailsOf)
  return {
    answered: answers.length,
    mails: mails.length,
    entries: entries.length,
    lost: answers.filter(isLost).length,
    doubled: doubledMails + excess(entriesOf),
  }
}

const excess = (groups: Map<string, unknown[]>) => [...groups.values()].filter((group) => group.length > 1).length

async function inbox({ parts }: CrashCloud): Promise<Mail[]> {
  const response = await fetch(`${parts.communicationServices.ready.url}/inbox/emails`)
  return (await response.json()) as Mail[]
}
