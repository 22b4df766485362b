import { chainIdFrom, orderIdOf, type OrderId } from '../domain/ids.ts'
import { newOrder, type OrderDraft } from '../domain/new-order.ts'
import { acceptOrders, type AcceptOrders } from './accept-orders.ts'

/** Stores a single order that has no idempotency id: every call makes a new one. */
export async function placeOrder(
  deps: AcceptOrders,
  draft: OrderDraft & { readonly creator: string },
): Promise<OrderId> {
  const { clock, machine } = deps.ports
  const order = newOrder(draft, {
    id: orderIdOf(chainIdFrom(machine.chainKey()), 1),
    type: 'Notification',
    creator: draft.creator,
    created: clock.now(),
    nonce: machine.nonce(),
    idempotencyHash: '',
    reminders: 0,
  })
  await acceptOrders(deps, [{ order, content: draft.content }])
  return order.id
}
