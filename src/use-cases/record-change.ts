import { TransientFault } from '../domain/faults.ts'
import type { OrderId } from '../domain/ids.ts'
import type { Order } from '../domain/order.ts'
import type { Ports, Stored } from './ports.ts'

const tries = 8

/** The order after the change, or undefined when there is no such order. Throws away nothing that others stored. */
export type Change = (order: Order) => Order

/**
 * Changes an order by conditional write. When somebody else was faster the order is read again and the change is
 * applied to what they stored, so `change` may run several times; it answers the order itself to leave it as it is.
 * @param known the order as last read, to save the first read
 */
export async function recordChange(
  ports: Pick<Ports, 'orders' | 'machine'>,
  target: { id: OrderId; known?: Stored<Order> },
  change: Change,
): Promise<Order | undefined> {
  let current = target.known ?? (await ports.orders.read(target.id))
  for (let attempt = 0; attempt < tries && current !== undefined; attempt++) {
    const next = change(current.value)
    if (next === current.value) return next
    const { outcome } = await ports.orders.update(next, current.version)
    if (outcome === 'stored') return next
    if (outcome === 'gone') return undefined
    await ports.machine.wait(jitterMs(attempt))
    current = await ports.orders.read(target.id)
  }
  if (current !== undefined) throw new TransientFault('ORDER_CONTENDED')
  return undefined
}

/** Writers that met once shall not meet again. */
export const jitterMs = (attempt: number) => Math.random() * 5 * 2 ** attempt
