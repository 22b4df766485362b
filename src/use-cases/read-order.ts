import { parseOrderId } from '../domain/ids.ts'
import type { Order, OrderContent } from '../domain/order.ts'
import type { Ports, Stored } from './ports.ts'

export interface OwnOrder {
  readonly creator: string
  /** Canonical GUID. */
  readonly id: string
}

export interface OrderWithContent {
  readonly order: Order
  /** Undefined once it has been erased. */
  readonly content: OrderContent | undefined
}

/** Undefined when there is no such order, or when it is somebody else's: ids are no secrets. */
export async function readOrder(
  { orders }: Pick<Ports, 'orders'>,
  { creator, id }: OwnOrder,
): Promise<Stored<Order> | undefined> {
  const order = parseOrderId(id)
  const stored = order === undefined ? undefined : await orders.read(order)
  return stored?.value.creator === creator ? stored : undefined
}

/** As `readOrder`, with what was ordered. */
export async function readOrderWithContent(
  { orders }: Pick<Ports, 'orders'>,
  { creator, id }: OwnOrder,
): Promise<OrderWithContent | undefined> {
  const order = parseOrderId(id)
  const stored = order === undefined ? undefined : await orders.readWithContent(order)
  return stored?.value.creator === creator ? { order: stored.value, content: stored.content } : undefined
}
