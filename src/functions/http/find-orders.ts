import { findOrders } from '../../use-cases/find-orders.ts'
import { json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { orderView } from './order-view.ts'
import { readingFirstVersion } from './published/reading-first-version.ts'
import type { OrdersDoor } from './read-order.ts'
import type { NotificationOrderList } from './wire/notification-order.ts'
import { OrderSearch } from './wire/order-search.ts'

export const findOrdersRoute = ({ ports, baseUri }: OrdersDoor) =>
  httpRoute({
    name: 'find-orders',
    method: 'GET',
    path: 'notifications/api/v1/orders',
    policy: 'create',
    query: OrderSearch,
    published: readingFirstVersion.find,
    async handle({ creator, query }) {
      const found = await findOrders(ports, { creator, reference: query.sendersReference })
      const list: NotificationOrderList = { count: found.length, orders: found.map((own) => orderView(own, baseUri)) }
      return json(200, list)
    },
  })
