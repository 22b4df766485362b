import { setTimeout as wait } from 'node:timers/promises'
import type { NotificationOrderList } from '../../../src/functions/http/wire/notification-order.ts'
import type { NotificationOrderWithStatus } from '../../../src/functions/http/wire/notification-order-with-status.ts'
import type { NotificationSummary } from '../../../src/functions/http/wire/notification-summary.ts'
import { enterpriseToken } from '../../local/cloud/tokens.ts'

export interface Answer<Body> {
  readonly status: number
  readonly location: string | null
  readonly body: Body
}

/** A caller of the older routes. */
export interface OrdersClient {
  place(route: '' | '/email' | '/sms', order: object): Promise<Answer<{ orderId: string }>>
  status(id: string): Promise<Answer<NotificationOrderWithStatus>>
  /** Waits until every notification of the order has ended. */
  completed(id: string): Promise<NotificationOrderWithStatus>
  notifications(id: string, channel: 'email' | 'sms'): Promise<Answer<NotificationSummary>>
  cancel(id: string): Promise<Answer<NotificationOrderWithStatus>>
  find(reference: string): Promise<Answer<NotificationOrderList>>
  feed(): Promise<readonly { shipmentId: string; recipients: readonly unknown[] }[]>
}

const patienceMs = 45_000

export async function ordersClient(url: string, org = 'ttd'): Promise<OrdersClient> {
  const token = await enterpriseToken(url, { org })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  async function ask<Body>(path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const response = await fetch(`${url}/notifications/api/v1${path}`, { headers, ...init })
    const text = await response.text()
    const body = (text === '' ? undefined : JSON.parse(text)) as Body
    return { status: response.status, location: response.headers.get('location'), body }
  }
  const client: OrdersClient = {
    place: (route, order) => ask(`/orders${route}`, { method: 'POST', body: JSON.stringify(order) }),
    status: (id) => ask(`/orders/${id}/status`),
    completed: async (id) => {
      const end = Date.now() + patienceMs
      for (;;) {
        const { body } = await client.status(id)
        if (body.processingStatus.description?.includes('All notifications') || Date.now() > end) return body
        await wait(200)
      }
    },
    notifications: (id, channel) => ask(`/orders/${id}/notifications/${channel}`),
    cancel: (id) => ask(`/orders/${id}/cancel`, { method: 'PUT' }),
    find: (reference) => ask(`/orders?sendersReference=${encodeURIComponent(reference)}`),
    feed: async () => (await ask<Awaited<ReturnType<OrdersClient['feed']>>>('/future/shipment/feed?seq=0')).body,
  }
  return client
}
