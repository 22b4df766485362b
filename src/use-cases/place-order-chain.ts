import { BrokenPromise } from '../domain/faults.ts'
import { chainIdFrom, chainOf, orderIdOf, type ChainId, type OrderId } from '../domain/ids.ts'
import { newOrder, type NewOrder, type OrderDraft } from '../domain/new-order.ts'
import type { StoredOrder } from '../domain/order.ts'
import { needsLookUp } from '../domain/ordered-recipient.ts'
import { acceptOrders, earlierOrder } from './accept-orders.ts'
import { lookUpAtRegistration } from './look-up-at-registration.ts'
import type { PlaceOrder } from './place-order.ts'
import type { Ports } from './ports.ts'

/** An order chain as its creator wants it, checked by the door. */
export interface ChainDraft {
  readonly creator: string
  readonly idempotencyId: string
  readonly main: OrderDraft
  readonly reminders: readonly OrderDraft[]
}

export interface PlacedOrder {
  readonly id: OrderId
  readonly sendersReference?: string
}

export type ChainPlacement = PlacedChain | { readonly outcome: 'missing-contact' }

export interface PlacedChain {
  readonly outcome: 'created' | 'repeated'
  readonly chain: ChainId
  readonly main: PlacedOrder
  readonly reminders: readonly PlacedOrder[]
}

/**
 * Stores an order chain, once for ever under its idempotency id: the id decides the keys of the orders' rows, so a
 * repetition is an insert that conflicts, and gets the answer of the first. A chain of which somebody cannot be
 * reached is not stored at all.
 */
export async function placeOrderChain(deps: PlaceOrder, draft: ChainDraft): Promise<ChainPlacement> {
  const orders = newChain(deps.ports, draft)
  const [main] = orders
  if (main !== undefined && needsLookUps(draft)) {
    // A repetition is not asked again who can be reached.
    const earlier = await earlierOrder(deps.ports, main.order)
    if (earlier !== undefined) return placed('repeated', await chainOfStored(deps.ports, earlier))
    if (await isSomebodyMissing(deps.ports, draft)) return { outcome: 'missing-contact' }
  }
  const earlier = await acceptOrders(deps, orders)
  if (earlier !== undefined) return placed('repeated', await chainOfStored(deps.ports, earlier))
  return placed(
    'created',
    orders.map(({ order }) => order),
  )
}

const all = ({ main, reminders }: ChainDraft) => [main, ...reminders]

const needsLookUps = (draft: ChainDraft) =>
  all(draft).some(({ channel, recipients }) => recipients.some((recipient) => needsLookUp(recipient, channel)))

/** A reservation is no missing address: it is respected, or ignored, when the order is due. */
async function isSomebodyMissing(ports: PlaceOrder['ports'], draft: ChainDraft): Promise<boolean> {
  const lookups = await Promise.all(
    all(draft).map(({ terms, channel, recipients }) => lookUpAtRegistration(ports, { ...terms, channel }, recipients)),
  )
  return lookups.some((lookup) => lookup !== undefined && lookup.missingContact.length > 0)
}

function newChain({ clock, machine, hashes }: PlaceOrder['ports'], draft: ChainDraft): NewOrder[] {
  const { creator, main, reminders } = draft
  const hash = hashes.of(['chain', creator, draft.idempotencyId])
  const chain = chainIdFrom(hash)
  const common = { creator, created: clock.now(), nonce: machine.nonce(), idempotencyHash: hash.toString('base64url') }
  return [main, ...reminders].map((order, i) =>
    newOrder(order, {
      ...common,
      id: orderIdOf(chain, i + 1),
      type: i === 0 ? 'Notification' : 'Reminder',
      reminders: i === 0 ? reminders.length : 0,
    }),
  )
}

async function chainOfStored({ orders }: Pick<Ports, 'orders'>, main: StoredOrder): Promise<StoredOrder[]> {
  const chain = chainOf(main.id)
  const ids = Array.from({ length: main.reminders }, (_, i) => orderIdOf(chain, i + 2))
  const reminders = await Promise.all(ids.map((id) => orders.read(id)))
  return [main, ...reminders.flatMap((stored) => stored?.value ?? [])]
}

export function placed(outcome: PlacedChain['outcome'], [main, ...reminders]: readonly StoredOrder[]): PlacedChain {
  if (main === undefined) throw new BrokenPromise('a chain has a main order')
  return { outcome, chain: chainOf(main.id), main: receipt(main), reminders: reminders.map(receipt) }
}

const receipt = ({ id, sendersReference }: StoredOrder): PlacedOrder => ({
  id,
  ...(sendersReference === undefined ? {} : { sendersReference }),
})
