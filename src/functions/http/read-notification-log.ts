import type { LogEntry } from '../../domain/log-entry.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { readNotificationLog } from '../../use-cases/read-notification-log.ts'
import { json } from './door/answers.ts'
import { printDateTime } from './door/date-time.ts'
import { httpRoute } from './door/route.ts'
import { followingOrders } from './published/following-orders.ts'
import { NotificationLogQuery, type NotificationLogEntry } from './wire/notification-log.ts'

export const readNotificationLogRoute = (ports: Pick<Ports, 'notificationLog'>) =>
  httpRoute({
    name: 'read-notification-log',
    method: 'GET',
    path: 'notifications/api/v1/future/log',
    policy: 'create',
    query: NotificationLogQuery,
    published: followingOrders.readLog,
    async handle({ creator, query: { dialogId, transmissionId } }) {
      const entries = await readNotificationLog(ports, {
        creator,
        ...(dialogId === undefined ? {} : { dialogId }),
        ...(transmissionId === undefined ? {} : { transmissionId }),
      })
      return json(200, entries.map(entryView))
    },
  })

const entryView = (entry: LogEntry): NotificationLogEntry => ({
  notificationId: entry.notification,
  ...(entry.dialogId === undefined ? {} : { dialogId: entry.dialogId }),
  ...(entry.transmissionId === undefined ? {} : { transmissionId: entry.transmissionId }),
  type: entry.type,
  channel: entry.channel === 'email' ? 'Email' : 'Sms',
  destination: entry.destination,
  status: entry.result,
  requestedSendTime: printDateTime(entry.requestedSendTime),
  lastUpdateTime: printDateTime(entry.lastUpdate),
})
