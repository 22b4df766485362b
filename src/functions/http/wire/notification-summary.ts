import * as z from 'zod'
import { named } from '../door/shape.ts'
import { Status } from './notification-order-with-status.ts'
import { ShownRecipient } from './notification-order.ts'

const ShownNotification = named(
  'ShownNotification',
  z.object({ id: z.guid(), succeeded: z.boolean(), recipient: ShownRecipient, sendStatus: Status }),
)

/** Answer of `GET /orders/{id}/notifications/email` and `…/sms`. */
export const NotificationSummary = named(
  'NotificationSummary',
  z.object({
    orderId: z.guid(),
    sendersReference: z.string().optional(),
    generated: z.int(),
    succeeded: z.int(),
    notifications: z.array(ShownNotification),
  }),
)
export type NotificationSummary = z.output<typeof NotificationSummary>
