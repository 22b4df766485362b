import { chainIdFrom, orderIdOf, type OrderId } from '../domain/ids.ts'
import { newOrder, type OrderDraft } from '../domain/new-order.ts'
import { acceptOrders, type AcceptOrders } from './accept-orders.ts'
import { lookUpAtRegistration, type RecipientLookup } from './look-up-at-registration.ts'
import type { Ports } from './ports.ts'

export interface PlaceOrder extends AcceptOrders {
  readonly ports: AcceptOrders['ports'] & Pick<Ports, 'contacts' | 'authorization'>
}

export interface PlacedSingleOrder {
  readonly id: OrderId
  /** Given when recipients had to be looked up. */
  readonly lookup: RecipientLookup | undefined
}

/** Stores a single order that has no idempotency id: every call makes a new one. */
export async function placeOrder(
  deps: PlaceOrder,
  draft: OrderDraft & { readonly creator: string },
): Promise<PlacedSingleOrder> {
  const { clock, machine } = deps.ports
  const lookup = await lookUpAtRegistration(deps.ports, { ...draft.terms, channel: draft.channel }, draft.recipients)
  const placed = newOrder(draft, {
    id: orderIdOf(chainIdFrom(machine.chainKey()), 1),
    type: 'Notification',
    creator: draft.creator,
    created: clock.now(),
    nonce: machine.nonce(),
    idempotencyHash: '',
    reminders: 0,
  })
  await acceptOrders(deps, [placed])
  return { id: placed.order.id, lookup }
}
