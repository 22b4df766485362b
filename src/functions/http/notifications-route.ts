import type { Channel } from '../../domain/channel.ts'
import { readOrder } from '../../use-cases/read-order.ts'
import { empty, json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { notificationSummary } from './notification-view.ts'
import type { OrdersDoor } from './read-order.ts'

/** The route of a channel: `…/notifications/email` or `…/notifications/sms`. */
export const notificationsRoute = ({ ports }: OrdersDoor, channel: Channel) =>
  httpRoute({
    name: `read-${channel}-notifications`,
    method: 'GET',
    path: `notifications/api/v1/orders/{id}/notifications/${channel}`,
    policy: 'create',
    async handle(own) {
      const stored = await readOrder(ports, own)
      return stored === undefined ? empty(404) : json(200, notificationSummary(stored.value, channel))
    },
  })
