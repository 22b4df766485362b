import { setTimeout as wait } from 'node:timers/promises'
import type { components } from '../../../src/client/api.ts'
import { varslinger } from '../../../src/client/varslinger.ts'
import { enterpriseToken } from '../../local/cloud/tokens.ts'

type Schemas = components['schemas']

export interface Answer<Body> {
  readonly status: number
  readonly location: string | null
  readonly body: Body
}

/** A caller of the older routes. */
export interface OrdersClient {
  place(route: '' | '/email' | '/sms', order: object): Promise<Answer<{ orderId: string }>>
  status(id: string): Promise<Answer<Schemas['NotificationOrderWithStatus']>>
  /** Waits until every notification of the order has ended. */
  completed(id: string): Promise<Schemas['NotificationOrderWithStatus']>
  notifications(id: string, channel: 'email' | 'sms'): Promise<Answer<Schemas['NotificationSummary']>>
  cancel(id: string): Promise<Answer<Schemas['NotificationOrderWithStatus']>>
  find(reference: string): Promise<Answer<Schemas['NotificationOrderList']>>
  feed(): Promise<readonly Schemas['StatusFeedEntry'][]>
}

const patienceMs = 45_000

export async function ordersClient(url: string, org = 'ttd'): Promise<OrdersClient> {
  const api = varslinger(url, await enterpriseToken(url, { org }))
  const path = (id: string) => ({ params: { path: { id } } })
  const client: OrdersClient = {
    place: async (route, order) => {
      const body = order as Schemas['NotificationOrderRequest']
      const placed = await answer(api.POST(`/orders${route}` as '/orders', { body }))
      return { ...placed, body: { orderId: placed.body.orderId ?? '' } }
    },
    status: (id) => answer(api.GET('/orders/{id}/status', path(id))),
    completed: async (id) => {
      const end = Date.now() + patienceMs
      for (;;) {
        const { body } = await client.status(id)
        if (body.processingStatus.description?.includes('All notifications') || Date.now() > end) return body
        await wait(200)
      }
    },
    notifications: (id, channel) => answer(api.GET(`/orders/{id}/notifications/${channel}`, path(id))),
    cancel: (id) => answer(api.PUT('/orders/{id}/cancel', path(id))),
    find: (sendersReference) => answer(api.GET('/orders', { params: { query: { sendersReference } } })),
    feed: async () => (await answer(api.GET('/future/shipment/feed'))).body,
  }
  return client
}

interface Asked<Body> {
  readonly data?: Body | undefined
  readonly response: Response
}

/** The body is that of a success: who looks at another one has looked at the status first. */
async function answer<Body>(asked: Promise<Asked<Body>>): Promise<Answer<Body>> {
  const { data, response } = await asked
  return { status: response.status, location: response.headers.get('location'), body: data as Body }
}
