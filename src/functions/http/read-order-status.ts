import { readOrderStatus } from '../../use-cases/read-order-status.ts'
import { empty, json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { orderStatusView } from './order-view.ts'
import { readingFirstVersion } from './published/reading-first-version.ts'
import type { OrdersDoor } from './read-order.ts'

export const readOrderStatusRoute = ({ ports, baseUri }: OrdersDoor) =>
  httpRoute({
    name: 'read-order-status',
    method: 'GET',
    path: 'notifications/api/v1/orders/{id}/status',
    policy: 'create',
    published: readingFirstVersion.readStatus,
    async handle(own) {
      const status = await readOrderStatus(ports, own)
      return status === undefined ? empty(404) : json(200, orderStatusView(status, baseUri))
    },
  })
