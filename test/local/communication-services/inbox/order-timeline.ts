import { notFound, RefusalError, unavailable, type Answer } from '../answer.ts'
import type { Route } from '../service-request.ts'

/**
 * `GET /orders/{id}/timeline`: what the app has stored of the order of a message. The service knows nothing of orders:
 * it asks whoever does, so that its page needs no other origin.
 */
export const orderTimeline = (ordersUrl: string | undefined): Route => ({
  name: 'order-timeline',
  method: 'GET',
  path: /^\/orders\/[0-9a-f-]{36}\/timeline$/,
  async handle({ path }): Promise<Answer> {
    if (ordersUrl === undefined) throw notFound('Nobody here knows of orders.')
    const response = await fetch(ordersUrl + path.slice('/orders'.length), { signal: AbortSignal.timeout(5000) }).catch(
      (): never => {
        throw new RefusalError(unavailable)
      },
    )
    return { status: response.status, body: await response.json() }
  },
})
