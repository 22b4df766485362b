import * as z from 'zod'
import { orderHead } from './notification-order.ts'

export const Status = z.object({ status: z.string(), description: z.string().optional(), lastUpdate: z.iso.datetime() })

const Counted = z.object({ links: z.object({ self: z.url() }), generated: z.int(), succeeded: z.int() })

/** Answer of `GET /orders/{id}/status` and of `PUT /orders/{id}/cancel`. */
export const NotificationOrderWithStatus = z.object({
  ...orderHead,
  processingStatus: Status,
  notificationsStatusSummary: z.object({ email: Counted.optional(), sms: Counted.optional() }).optional(),
})
export type NotificationOrderWithStatus = z.infer<typeof NotificationOrderWithStatus>
