import { addSeconds, type OrderHead, type StoredOrder } from '../domain/order.ts'
import type { Ports } from './ports.ts'
import { readOrder, type OwnOrder } from './read-order.ts'
import { jitterMs } from './record-change.ts'
import { TransientFault } from '../domain/faults.ts'

export type Cancellation =
  { readonly outcome: 'cancelled'; readonly order: StoredOrder } | { readonly outcome: 'not-found' | 'too-late' }

/** From here on an order may be on its way. */
const guardSeconds = 300
const tries = 5

/**
 * Cancels an order that nobody has picked up. Picking up moves the same row under the same version, so exactly one of
 * the two wins. Cancelling again is answered as the first time.
 */
export async function cancelOrder(
  ports: Pick<Ports, 'orders' | 'clock' | 'machine'>,
  own: OwnOrder,
): Promise<Cancellation> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const stored = await readOrder(ports, own)
    if (stored === undefined) return { outcome: 'not-found' }
    if (stored.value.state === 'Cancelled') return { outcome: 'cancelled', order: stored.value }
    const now = ports.clock.now()
    if (!isCancellable(stored.value, now)) return { outcome: 'too-late' }
    const order: StoredOrder = { ...stored.value, state: 'Cancelled', processed: now }
    const { outcome } = await ports.orders.update(order, stored.version)
    if (outcome === 'stored') return { outcome: 'cancelled', order }
    await ports.machine.wait(jitterMs(attempt))
  }
  throw new TransientFault('ORDER_CONTENDED')
}

const isCancellable = ({ state, requestedSendTime }: OrderHead, now: Date) =>
  state === 'Registered' && requestedSendTime > addSeconds(now, guardSeconds)
