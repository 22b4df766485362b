import * as z from 'zod'
import { named } from '../door/shape.ts'

const shipment = { shipmentId: z.guid(), sendersReference: z.string().optional() }
const PlacedShipment = named('PlacedShipment', z.object(shipment))

/** Answer of the routes that create chains; `reminders` is left out when there are none. */
export const NotificationOrderChainResponse = named(
  'NotificationOrderChainResponse',
  z.object({
    notificationOrderId: z.guid(),
    notification: named('PlacedChain', z.object({ ...shipment, reminders: z.array(PlacedShipment).optional() })),
  }),
)
export type NotificationOrderChainResponse = z.output<typeof NotificationOrderChainResponse>

/** Answer of the routes that send at once. */
export const InstantNotificationOrderResponse = named(
  'InstantNotificationOrderResponse',
  z.object({ notificationOrderId: z.guid(), notification: PlacedShipment }),
)
export type InstantNotificationOrderResponse = z.output<typeof InstantNotificationOrderResponse>
