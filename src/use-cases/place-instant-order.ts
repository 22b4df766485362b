import { chainIdFrom, orderIdOf } from '../domain/ids.ts'
import { firstMessage } from '../domain/message.ts'
import { isPublishable, type Order } from '../domain/order.ts'
import { reservationOf, type InstantDraft } from '../domain/reservation.ts'
import { acceptOrders } from './accept-orders.ts'
import { attemptInstantOrder, pausedChannel, type Held } from './attempt-instant-order.ts'
import { placed, type PlacedChain } from './place-order-chain.ts'
import type { Doorbell } from './doorbell.ts'
import { repeatInstantOrder, type RepeatDeps } from './repeat-instant-order.ts'

export interface InstantDeps extends RepeatDeps {
  readonly ring: Doorbell
}

/**
 * Sends a message while its creator waits. First the watch's row, then a reservation, whose insert only one of equal
 * requests wins, then the provider. `created` is answered by whoever brings it about that the provider has taken it;
 * everybody else gets `repeated`, or a fault as long as it has not.
 * @throws TransientFault when the provider has not taken the message, or when nobody knows
 */
export async function placeInstantOrder(deps: InstantDeps, draft: InstantDraft): Promise<PlacedChain> {
  const { outcome, order } = await takenOrder(deps, draft)
  // What the provider has refused for good is over.
  if (outcome === 'created' && isPublishable(order)) await deps.ring('feed', firstMessage(order.id, 'door'), 0)
  return placed(outcome, [order])
}

async function takenOrder(deps: InstantDeps, draft: InstantDraft): ReturnType<typeof repeatInstantOrder> {
  const own = reserve(deps, draft)
  const paused = await pausedChannel(deps, draft.channel)
  const earlier =
    paused === undefined
      ? await acceptOrders({ ...deps, ring: noMessage }, [own])
      : (await deps.ports.orders.read(own.order.id))?.value
  if (earlier !== undefined)
    return repeatInstantOrder(deps, { own: own.order, reserve: (of) => reserve(deps, draft, of) })
  if (paused !== undefined) throw paused
  return { outcome: 'created', order: await attemptInstantOrder(deps, own) }
}

/** Nobody but the one who waits sends it. */
const noMessage = () => Promise.resolve()

/** @param earlier the reservation of which nothing came */
function reserve({ ports: { clock, machine, hashes } }: InstantDeps, draft: InstantDraft, earlier?: Order): Held {
  const sinceMs = machine.monotonicMs()
  const hash = hashes.of(['instant', draft.creator, draft.idempotencyId])
  const origin = {
    id: orderIdOf(chainIdFrom(hash), 1),
    creator: draft.creator,
    created: clock.now(),
    nonce: machine.nonce(),
    idempotencyHash: hash.toString('base64url'),
  }
  const beginning = { machineNow: machine.now(), ...(earlier === undefined ? {} : { earlier }) }
  return { order: reservationOf(draft, origin, beginning), content: draft.content, attempt: 'new', sinceMs }
}
