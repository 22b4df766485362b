import { setTimeout as wait } from 'node:timers/promises'
import { enterpriseToken } from '../../local/cloud/tokens.ts'

export interface Answered {
  readonly idempotencyId: string
  readonly shipmentId: string
}

/** A caller as callers should be: it asks again, with the same idempotency id, until it gets a good answer. */
export interface OrderClient {
  place(idempotencyId: string): Promise<Answered>
  feed(): Promise<readonly { sequenceNumber: number; shipmentId: string }[]>
}

const patienceMs = 120_000

export async function orderClient(url: string): Promise<OrderClient> {
  // Half an hour is over in seconds where the app is in a hurry.
  const token = await enterpriseToken(url, { ttlSeconds: 30 * 86_400 })
  const api = `${url}/notifications/api/v1/future`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${api}${path}`, { headers, signal: AbortSignal.timeout(10_000), ...init })

  return {
    place: (idempotencyId) =>
      persist(async () => {
        const response = await ask('/orders', { method: 'POST', body: JSON.stringify(orderOf(idempotencyId)) })
        if (!response.ok) return undefined
        const { notification } = (await response.json()) as { notification: { shipmentId: string } }
        return { idempotencyId, shipmentId: notification.shipmentId }
      }),
    feed: async () => {
      const entries: { sequenceNumber: number; shipmentId: string }[] = []
      for (;;) {
        const page = await persist(async () => {
          const response = await ask(`/shipment/feed?seq=${entries.at(-1)?.sequenceNumber ?? 0}`)
          return response.ok ? ((await response.json()) as typeof entries) : undefined
        })
        if (page.length === 0) return entries
        entries.push(...page)
      }
    },
  }
}

/** Until it answers; a caller that is cut off, or told to come back, comes back. */
async function persist<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  const end = Date.now() + patienceMs
  while (Date.now() < end) {
    const result = await attempt().catch(() => undefined)
    if (result !== undefined) return result
    await wait(200)
  }
  throw new Error('no good answer in two minutes')
}

const orderOf = (idempotencyId: string) => ({
  idempotencyId,
  recipient: {
    recipientEmail: {
      emailAddress: `${idempotencyId}@example.no`,
      emailSettings: { subject: 'Hei', body: 'Dette er en prøve.' },
    },
  },
})
