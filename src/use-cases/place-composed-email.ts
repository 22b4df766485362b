import { chainIdFrom, orderIdOf } from '../domain/ids.ts'
import { newOrder, type OrderDraft } from '../domain/new-order.ts'
import { acceptOrders, type AcceptOrders } from './accept-orders.ts'
import { placed, type PlacedChain } from './place-order-chain.ts'

/** An e-mail to one address, with files of its sender's. */
export interface ComposedEmailDraft extends OrderDraft {
  readonly creator: string
  readonly idempotencyId: string
}

/** Stores a composed e-mail, once for ever under its idempotency id, in a name space of its own. */
export async function placeComposedEmail(deps: AcceptOrders, draft: ComposedEmailDraft): Promise<PlacedChain> {
  const { clock, machine, hashes } = deps.ports
  const { creator, idempotencyId, content } = draft
  const hash = hashes.of(['composed', creator, idempotencyId])
  const made = newOrder(draft, {
    id: orderIdOf(chainIdFrom(hash), 1),
    type: 'Composed',
    creator,
    created: clock.now(),
    nonce: machine.nonce(),
    idempotencyHash: hash.toString('base64url'),
    reminders: 0,
  })
  const attachments = content.attachments?.length ?? 0
  const order = attachments === 0 ? made.order : { ...made.order, attachments }
  const earlier = await acceptOrders(deps, [{ ...made, order }])
  return earlier === undefined ? placed('created', [order]) : placed('repeated', [earlier])
}
