import { cancelOrder } from '../../use-cases/cancel-order.ts'
import { json, plainProblem } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { orderStatusView } from './order-view.ts'
import { readingFirstVersion } from './published/reading-first-version.ts'
import type { OrdersDoor } from './read-order.ts'

export const cancelOrderRoute = ({ ports, baseUri }: OrdersDoor) =>
  httpRoute({
    name: 'cancel-order',
    method: 'PUT',
    path: 'notifications/api/v1/orders/{id}/cancel',
    policy: 'create',
    published: readingFirstVersion.cancel,
    async handle({ traceId, ...own }) {
      const cancellation = await cancelOrder(ports, own)
      if (cancellation.outcome === 'cancelled') {
        return json(200, orderStatusView({ order: cancellation.order, tally: {} }, baseUri))
      }
      return plainProblem(cancellation.outcome === 'not-found' ? 404 : 409, traceId)
    },
  })
