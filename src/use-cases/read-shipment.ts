import { parseOrderId } from '../domain/ids.ts'
import { shipmentOf, type Shipment } from '../domain/shipment.ts'
import type { Ports } from './ports.ts'

/**
 * @param id canonical GUID
 * @returns undefined when there is no such order, or when it is somebody else's: ids are no secrets
 */
export async function readShipment(
  { orders }: Pick<Ports, 'orders'>,
  { creator, id }: { readonly creator: string; readonly id: string },
): Promise<Shipment | undefined> {
  const order = parseOrderId(id)
  if (order === undefined) return undefined
  const stored = await orders.read(order)
  return stored?.value.creator === creator ? shipmentOf(stored.value) : undefined
}
