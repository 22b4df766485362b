import * as z from 'zod'
import { named } from '../door/shape.ts'
import { orderHead } from './notification-order.ts'

export const Status = named(
  'Status',
  z.object({ status: z.string(), description: z.string().optional(), lastUpdate: z.iso.datetime() }),
)

const Counted = named(
  'CountedNotifications',
  z.object({ links: z.object({ self: z.url() }), generated: z.int(), succeeded: z.int() }),
)

/** Answer of `GET /orders/{id}/status` and of `PUT /orders/{id}/cancel`. */
export const NotificationOrderWithStatus = named(
  'NotificationOrderWithStatus',
  z.object({
    ...orderHead,
    processingStatus: Status,
    notificationsStatusSummary: z.object({ email: Counted.optional(), sms: Counted.optional() }).optional(),
  }),
)
export type NotificationOrderWithStatus = z.output<typeof NotificationOrderWithStatus>
