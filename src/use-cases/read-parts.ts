import { isWhole, type Order, type StoredOrder } from '../domain/order.ts'
import type { Ports } from './ports.ts'

/** The notifications of an order, chunk by chunk, as the store hands them out. */
export async function* partPages(
  { orders }: Pick<Ports, 'orders'>,
  order: StoredOrder,
): AsyncGenerator<readonly Order[]> {
  if (isWhole(order)) {
    yield [order]
    return
  }
  let next: string | undefined
  do {
    const page = await orders.readParts(order, next)
    yield page.values.map(({ value }) => value)
    next = page.next
  } while (next !== undefined)
}

/** All notifications of an order, chunk by chunk, e-mail first. */
export async function readParts(ports: Pick<Ports, 'orders'>, order: StoredOrder): Promise<readonly Order[]> {
  const parts: Order[] = []
  for await (const page of partPages(ports, order)) parts.push(...page)
  return emailFirst(parts)
}

export function emailFirst(parts: readonly Order[]): readonly Order[] {
  const of = (channel: Order['chunk']['channel']) => parts.filter(({ chunk }) => chunk.channel === channel)
  return [...of('email'), ...of('sms')]
}
