import type { Channel } from './channel.ts'
import { addressedOrder, toAddresses, type Origin } from './new-order.ts'
import { claim } from './notification.ts'
import { addSeconds, type Order, type OrderContent } from './order.ts'

/** A message to one address that leaves while its creator waits. */
export interface InstantDraft {
  readonly creator: string
  readonly idempotencyId: string
  readonly channel: Channel
  readonly address: string
  readonly sendersReference?: string
  /** How long it is worth sending; left out, as long as any message of its channel. */
  readonly lifetimeSeconds?: number
  readonly content: OrderContent
}

/** How long a reservation keeps others from calling the provider, should its holder die. */
export const leaseSeconds = 60

/** How long after an attempt the provider's word counts that it never got it: the lease, and half a minute. */
export const certaintySeconds = leaseSeconds + 30

interface Beginning {
  readonly machineNow: Date
  /** The reservation of which nothing came: attempts go on counting, so that no two are taken for one. */
  readonly earlier?: Order
}

/** An order that nobody may see yet, under a claim already: once it is stored, the provider may be called. */
export function reservationOf(
  draft: InstantDraft,
  origin: Omit<Origin, 'type' | 'reminders'>,
  { machineNow, earlier }: Beginning,
): Order {
  const { channel, address, lifetimeSeconds } = draft
  const timing = { requestedSendTime: origin.created, ...(channel === 'sms' ? { policy: 'Anytime' as const } : {}) }
  const addressed = { ...draft, ...timing, ...toAddresses(channel, [address]) }
  const order = addressedOrder(channel, addressed, { ...origin, type: 'Instant', reminders: 0 })
  const [tried] = earlier?.chunk.notifications ?? []
  const counted = order.chunk.notifications.map((n) => ({ ...n, ...attemptsOf(tried) }))
  const lease = { nonce: origin.nonce, claimedAt: machineNow, leaseUntil: addSeconds(machineNow, leaseSeconds) }
  const taking = { claim: lease, at: origin.created, attempt: 'new' } as const
  return {
    ...order,
    reservation: 'open',
    chunk: claim({ ...order.chunk, notifications: counted }, () => true, taking),
    expiry: lifetimeSeconds === undefined ? order.expiry : addSeconds(origin.created, lifetimeSeconds),
  }
}

const attemptsOf = (tried: Order['chunk']['notifications'][number] | undefined) =>
  tried === undefined ? {} : { attempt: tried.attempt, ...(tried.call === undefined ? {} : { call: tried.call }) }
