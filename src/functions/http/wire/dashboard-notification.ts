import * as z from 'zod'
import { named } from '../door/shape.ts'

/** Only the number that was searched for is shown, and the address or the number that was used. */
const DeliveryAttempt = named(
  'DeliveryAttempt',
  z.object({
    nationalIdentityNumber: z.string().optional(),
    organizationNumber: z.string().optional(),
    channel: z.enum(['email', 'sms']),
    emailAddress: z.string().optional(),
    mobileNumber: z.string().optional(),
    result: z.string().optional(),
    resultTime: z.iso.datetime().optional(),
  }),
)

/** An element of the answer of both dashboard routes: one shipment, whoever created it. */
export const DashboardNotification = named(
  'DashboardNotification',
  z.object({
    shipmentId: z.guid(),
    creatorName: z.string(),
    resourceId: z.string().optional(),
    sendersReference: z.string().optional(),
    requestedSendTime: z.iso.datetime(),
    notificationChannel: z.enum(['Email', 'Sms', 'EmailPreferred', 'SmsPreferred', 'EmailAndSms']).optional(),
    notificationType: z.enum(['Notification', 'Reminder', 'Instant', 'Composed']).optional(),
    deliveryAttempts: z.array(DeliveryAttempt),
  }),
)
export type DashboardNotification = z.output<typeof DashboardNotification>
