import type { StoredOrder } from '../domain/order.ts'
import { tallyOf, tallyOfSegments, type Tally } from '../domain/segments.ts'
import { hasNotifications } from '../domain/shipment.ts'
import type { Ports } from './ports.ts'
import { readOrder, type OwnOrder } from './read-order.ts'
import { readParts } from './read-parts.ts'

export interface OrderStatus {
  readonly order: StoredOrder
  /** What has become of its notifications so far. */
  readonly tally: Tally
}

/** Undefined when there is no such order, or when it is somebody else's. */
export async function readOrderStatus(ports: Pick<Ports, 'orders'>, own: OwnOrder): Promise<OrderStatus | undefined> {
  const order = (await readOrder(ports, own))?.value
  return order && { order, tally: await tallyNow(ports, order) }
}

/** To look at more would make a caller who waits for a large order a burden to it. */
const mostSegmentsRead = 20

/** What is complete has been counted; of what is large, what is finished counts. */
async function tallyNow(ports: Pick<Ports, 'orders'>, order: StoredOrder): Promise<Tally> {
  if (!hasNotifications(order)) return {}
  const { state, segments } = order
  if (segments !== undefined && (state === 'Completed' || segments.count > mostSegmentsRead)) {
    return tallyOfSegments(segments)
  }
  const parts = await readParts(ports, order)
  return tallyOf(...parts.map(({ chunk }) => chunk))
}
