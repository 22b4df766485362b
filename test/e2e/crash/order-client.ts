import { setTimeout as wait } from 'node:timers/promises'
import { enterpriseToken } from '../../local/cloud/tokens.ts'
import type { OrderRequest } from './orders.ts'

export interface Placed extends Pick<OrderRequest, 'reaches' | 'sendersReference'> {
  /** Undefined for a request without an answer: nobody was promised anything, and nobody knows what came of it. */
  readonly shipmentId: string | undefined
}

/** A caller as callers should be: it asks again until it gets a good answer. */
export interface OrderClient {
  /** Asks again for the same order, which its idempotency id tells. */
  place(order: OrderRequest): Promise<Placed>
  /** Asks for another order each time: where there is no idempotency id, nothing else is possible. */
  placeAnew(order: (attempt: number) => OrderRequest): Promise<readonly Placed[]>
  /** The shipment id of the order with the reference; undefined if there is none. */
  find(sendersReference: string): Promise<string | undefined>
  feed(): Promise<readonly { sequenceNumber: number; shipmentId: string }[]>
}

const patienceMs = 120_000

export async function orderClient(url: string): Promise<OrderClient> {
  // Half an hour is over in seconds where the app is in a hurry.
  const token = await enterpriseToken(url, { ttlSeconds: 30 * 86_400 })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer | undefined> => {
    const all = { headers, signal: AbortSignal.timeout(10_000), ...init }
    const response = await fetch(`${url}/notifications/api/v1${path}`, all)
    return response.ok ? ((await response.json()) as Answer) : undefined
  }
  const order = async ({ path, body }: OrderRequest) =>
    shipmentIdIn(await ask<OrderAnswer>(path, { method: 'POST', body: JSON.stringify(body) }))

  return {
    place: async (request) => placed(request, await persist(() => order(request))),
    placeAnew: async (orderOf) => {
      const all: Placed[] = []
      await persist(async () => {
        const request = orderOf(all.length + 1)
        const shipmentId = await order(request).catch(() => undefined)
        all.push(placed(request, shipmentId))
        return shipmentId
      })
      return all
    },
    find: async (sendersReference) => {
      const path = `/orders?sendersReference=${encodeURIComponent(sendersReference)}`
      const { orders } = await persist(() => ask<{ orders: readonly { id: string }[] }>(path))
      return orders[0]?.id
    },
    feed: async () => {
      const entries: { sequenceNumber: number; shipmentId: string }[] = []
      for (;;) {
        const seq = entries.at(-1)?.sequenceNumber ?? 0
        const page = await persist(() => ask<typeof entries>(`/future/shipment/feed?seq=${seq}`))
        if (page.length === 0) return entries
        entries.push(...page)
      }
    },
  }
}

const placed = ({ reaches, sendersReference }: OrderRequest, shipmentId: string | undefined): Placed => ({
  reaches,
  sendersReference,
  shipmentId,
})

/** As the newer routes answer, and the older. */
type OrderAnswer = { readonly notification: { readonly shipmentId: string } } | { readonly orderId: string }

function shipmentIdIn(answer: OrderAnswer | undefined): string | undefined {
  if (answer === undefined) return undefined
  return 'orderId' in answer ? answer.orderId : answer.notification.shipmentId
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
