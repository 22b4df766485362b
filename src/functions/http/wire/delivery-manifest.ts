import * as z from 'zod'
import { named } from '../door/shape.ts'
import { ProcessingLifecycle } from './processing-lifecycle.ts'

const Delivery = named(
  'Delivery',
  z.object({
    type: z.enum(['Email', 'SMS']),
    destination: z.string(),
    status: ProcessingLifecycle,
    lastUpdate: z.iso.datetime(),
  }),
)

/** Answer of `GET /future/shipment/{id}`; e-mails stand before text messages. */
export const DeliveryManifest = named(
  'DeliveryManifest',
  z.object({
    shipmentId: z.guid(),
    sendersReference: z.string().optional(),
    type: z.enum(['Notification', 'Reminder', 'Instant', 'Composed']),
    status: ProcessingLifecycle,
    lastUpdate: z.iso.datetime(),
    recipients: z.array(Delivery),
  }),
)
export type DeliveryManifest = z.output<typeof DeliveryManifest>
