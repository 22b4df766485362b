import { readOrder } from '../../use-cases/read-order.ts'
import { empty, json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { orderStatusView } from './order-view.ts'
import type { OrdersDoor } from './read-order.ts'

export const readOrderStatusRoute = ({ ports, baseUri }: OrdersDoor) =>
  httpRoute({
    name: 'read-order-status',
    method: 'GET',
    path: 'notifications/api/v1/orders/{id}/status',
    policy: 'create',
    async handle(own) {
      const stored = await readOrder(ports, own)
      return stored === undefined ? empty(404) : json(200, orderStatusView(stored.value, baseUri))
    },
  })
