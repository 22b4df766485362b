import * as z from 'zod'
import { Status } from './notification-order-with-status.ts'

/** Answer of `GET /orders/{id}/notifications/email` and `…/sms`. */
export const NotificationSummary = z.object({
  orderId: z.guid(),
  sendersReference: z.string().optional(),
  generated: z.int(),
  succeeded: z.int(),
  notifications: z.array(
    z.object({
      id: z.guid(),
      succeeded: z.boolean(),
      recipient: z.object({
        emailAddress: z.string().optional(),
        mobileNumber: z.string().optional(),
        organizationNumber: z.string().optional(),
        nationalIdentityNumber: z.string().optional(),
      }),
      sendStatus: Status,
    }),
  ),
})
export type NotificationSummary = z.infer<typeof NotificationSummary>
