import { readOrderWithContent } from '../../use-cases/read-order.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { empty, json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { orderView } from './order-view.ts'
import { readingFirstVersion } from './published/reading-first-version.ts'

export interface OrdersDoor {
  readonly ports: Pick<Ports, 'orders' | 'references' | 'clock' | 'machine' | 'log'>
  readonly baseUri: string
}

export const readOrderRoute = ({ ports, baseUri }: OrdersDoor) =>
  httpRoute({
    name: 'read-order',
    method: 'GET',
    path: 'notifications/api/v1/orders/{id}',
    policy: 'create',
    published: readingFirstVersion.read,
    async handle(own) {
      const found = await readOrderWithContent(ports, own)
      return found === undefined ? empty(404) : json(200, orderView(found, baseUri))
    },
  })
