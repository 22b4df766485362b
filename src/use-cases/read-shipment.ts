import { shipmentOf, type Shipment } from '../domain/shipment.ts'
import type { Ports } from './ports.ts'
import { readNotifications } from './read-notifications.ts'
import type { OwnOrder } from './read-order.ts'

/** Undefined when there is no such order, or when it is somebody else's. */
export async function readShipment(ports: Pick<Ports, 'orders'>, own: OwnOrder): Promise<Shipment | undefined> {
  const found = await readNotifications(ports, own)
  return found && shipmentOf(found.order, found.parts)
}
