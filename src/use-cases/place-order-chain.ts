import { BrokenPromise } from '../domain/faults.ts'
import { chainIdFrom, chainOf, orderIdOf, type ChainId, type OrderId } from '../domain/ids.ts'
import { newOrder, type OrderDraft } from '../domain/new-order.ts'
import type { Order } from '../domain/order.ts'
import { acceptOrders, type AcceptOrders } from './accept-orders.ts'
import type { NewOrder, Ports } from './ports.ts'

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

export interface PlacedChain {
  readonly outcome: 'created' | 'repeated'
  readonly chain: ChainId
  readonly main: PlacedOrder
  readonly reminders: readonly PlacedOrder[]
}

/**
 * Stores an order chain, once for ever under its idempotency id: the id decides the keys of the orders' rows, so a
 * repetition is an insert that conflicts, and gets the answer of the first.
 */
export async function placeOrderChain(deps: AcceptOrders, draft: ChainDraft): Promise<PlacedChain> {
  const orders = newChain(deps.ports, draft)
  const earlier = await acceptOrders(deps, orders)
  if (earlier !== undefined) return placed('repeated', await chainOfStored(deps.ports, earlier))
  return placed(
    'created',
    orders.map(({ order }) => order),
  )
}

function newChain({ clock, machine, hashes }: AcceptOrders['ports'], draft: ChainDraft): NewOrder[] {
  const { creator, main, reminders } = draft
  const hash = hashes.of(['chain', creator, draft.idempotencyId])
  const chain = chainIdFrom(hash)
  const common = { creator, created: clock.now(), nonce: machine.nonce(), idempotencyHash: hash.toString('base64url') }
  return [main, ...reminders].map((order, i) => ({
    order: newOrder(order, {
      ...common,
      id: orderIdOf(chain, i + 1),
      type: i === 0 ? 'Notification' : 'Reminder',
      reminders: i === 0 ? reminders.length : 0,
    }),
    content: order.content,
  }))
}

async function chainOfStored({ orders }: Pick<Ports, 'orders'>, main: Order): Promise<Order[]> {
  const chain = chainOf(main.id)
  const ids = Array.from({ length: main.reminders }, (_, i) => orderIdOf(chain, i + 2))
  const reminders = await Promise.all(ids.map((id) => orders.read(id)))
  return [main, ...reminders.flatMap((stored) => stored?.value ?? [])]
}

function placed(outcome: PlacedChain['outcome'], [main, ...reminders]: readonly Order[]): PlacedChain {
  if (main === undefined) throw new BrokenPromise('a chain has a main order')
  return { outcome, chain: chainOf(main.id), main: receipt(main), reminders: reminders.map(receipt) }
}

const receipt = ({ id, sendersReference }: Order): PlacedOrder => ({
  id,
  ...(sendersReference === undefined ? {} : { sendersReference }),
})
