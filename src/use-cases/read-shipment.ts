import { shipmentOf, type Shipment } from '../domain/shipment.ts'
import type { Ports } from './ports.ts'
import { readOrder, type OwnOrder } from './read-order.ts'

/** Undefined when there is no such order, or when it is somebody else's. */
export async function readShipment(ports: Pick<Ports, 'orders'>, own: OwnOrder): Promise<Shipment | undefined> {
  const stored = await readOrder(ports, own)
  return stored && shipmentOf(stored.value)
}
