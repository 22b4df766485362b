import { BrokenPromise, TransientFault } from '../domain/faults.ts'
import type { OrderId } from '../domain/ids.ts'
import { partOfChunk } from '../domain/notification.ts'
import { isWhole, type Order } from '../domain/order.ts'
import type { Ports, Stored } from './ports.ts'

const tries = 8

/** The order after the change. Throws away nothing that others stored. */
export type Change = (order: Order) => Order

/**
 * Changes an order, or the part of it that is at hand, by conditional write. When somebody else was faster it is read
 * again and the change is applied to what they stored, so `change` may run several times; it answers the order itself
 * to leave it as it is.
 * @returns undefined when there is no such order any more
 */
export async function recordChange(
  ports: Pick<Ports, 'orders' | 'machine'>,
  known: Stored<Order>,
  change: Change,
): Promise<Order | undefined> {
  let current: Stored<Order> | undefined = known
  for (let attempt = 0; attempt < tries && current !== undefined; attempt++) {
    const next = change(current.value)
    if (next === current.value) return next
    const update = await ports.orders.update(next, current.version)
    if (update.outcome === 'stored') return { ...next, state: update.state }
    if (update.outcome === 'gone') return undefined
    await ports.machine.wait(jitterMs(attempt))
    current = await readAgain(ports, current.value)
  }
  if (current !== undefined) throw new TransientFault('ORDER_CONTENDED')
  return undefined
}

/** The same order, or the same part of it, as it lies there now. */
export async function readAgain({ orders }: Pick<Ports, 'orders'>, order: Order): Promise<Stored<Order> | undefined> {
  if (order.segments !== undefined) return orders.readPart(order, partOfChunk(order.chunk))
  const stored = await orders.read(order.id)
  return stored === undefined ? undefined : wholeOf(stored)
}

/** @throws BrokenPromise for an order in segments */
export async function readWhole({ orders }: Pick<Ports, 'orders'>, id: OrderId): Promise<Stored<Order> | undefined> {
  const stored = await orders.read(id)
  const whole = stored && wholeOf(stored)
  if (whole === undefined && stored !== undefined) throw new BrokenPromise(`order ${id} does not lie in one row`)
  return whole
}

/** Undefined for an order in segments: its notifications lie elsewhere. */
export const wholeOf = <Read extends Stored<unknown>>(
  stored: Read & { readonly value: Parameters<typeof isWhole>[0] },
): (Read & Stored<Order>) | undefined => (isWhole(stored.value) ? { ...stored, value: stored.value } : undefined)

/** Writers that met once shall not meet again. */
export const jitterMs = (attempt: number) => Math.random() * 5 * 2 ** attempt
