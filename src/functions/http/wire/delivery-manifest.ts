import * as z from 'zod'
import { ProcessingLifecycle } from './processing-lifecycle.ts'

const Delivery = z.object({
  type: z.enum(['Email', 'SMS']),
  destination: z.string(),
  status: ProcessingLifecycle,
  lastUpdate: z.iso.datetime(),
})

/** Answer of `GET /future/shipment/{id}`; e-mails stand before text messages. */
export const DeliveryManifest = z.object({
  shipmentId: z.guid(),
  sendersReference: z.string().optional(),
  type: z.enum(['Notification', 'Reminder', 'Instant', 'Composed']),
  status: ProcessingLifecycle,
  lastUpdate: z.iso.datetime(),
  recipients: z.array(Delivery),
})
export type DeliveryManifest = z.infer<typeof DeliveryManifest>
