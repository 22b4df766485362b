import * as z from 'zod'
import { named, object, optional, ruled, text } from '../door/shape.ts'

const query = object(
  '.NotificationLogQuery',
  { dialogId: optional(text()), transmissionId: optional(text()) },
  { dialogId: 'dialogId', transmissionId: 'transmissionId' },
)

/** Query of `GET /future/log`; what is blank has not been given. */
export const NotificationLogQuery = ruled(query, [
  {
    id: 'own-log-query',
    key: 'dialogId',
    holds: ({ dialogId, transmissionId }) => dialogId !== undefined || transmissionId !== undefined,
    message: "At least one of 'dialogId' and 'transmissionId' must be provided.",
  },
])

/** Element of the answer of `GET /future/log`. */
export const NotificationLogEntry = named(
  'NotificationLogEntry',
  z.object({
    notificationId: z.guid(),
    dialogId: z.string().optional(),
    transmissionId: z.string().optional(),
    type: z.enum(['Notification', 'Reminder', 'Instant', 'Composed']),
    channel: z.enum(['Email', 'Sms']),
    destination: z.string(),
    status: z.string(),
    requestedSendTime: z.iso.datetime(),
    lastUpdateTime: z.iso.datetime(),
  }),
)
export type NotificationLogEntry = z.infer<typeof NotificationLogEntry>
