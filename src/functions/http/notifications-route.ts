import type { Channel } from '../../domain/channel.ts'
import { readNotifications } from '../../use-cases/read-notifications.ts'
import { empty, json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { notificationSummary } from './notification-view.ts'
import { readingFirstVersion } from './published/reading-first-version.ts'
import type { OrdersDoor } from './read-order.ts'

const published = { email: readingFirstVersion.readEmails, sms: readingFirstVersion.readSms }

/** The route of a channel: `…/notifications/email` or `…/notifications/sms`. */
export const notificationsRoute = ({ ports }: OrdersDoor, channel: Channel) =>
  httpRoute({
    name: `read-${channel}-notifications`,
    method: 'GET',
    path: `notifications/api/v1/orders/{id}/notifications/${channel}`,
    policy: 'create',
    published: published[channel],
    async handle(own) {
      const found = await readNotifications(ports, own)
      return found === undefined ? empty(404) : json(200, notificationSummary(found, channel))
    },
  })
