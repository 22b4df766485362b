import * as z from 'zod'

const Shipment = z.object({ shipmentId: z.guid(), sendersReference: z.string().optional() })

/** Answer of the routes that create chains; `reminders` is left out when there are none. */
export const NotificationOrderChainResponse = z.object({
  notificationOrderId: z.guid(),
  notification: Shipment.extend({ reminders: z.array(Shipment).optional() }),
})
export type NotificationOrderChainResponse = z.infer<typeof NotificationOrderChainResponse>
