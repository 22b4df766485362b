import { holdsLiveLease, type Notification } from './notification.ts'
import { addSeconds, expiryGraceSeconds, isPublishable, secondsBetween, type Order } from './order.ts'

/** `clock` is what orders speak of and can be moved in tests; `machine` is what leases are measured with. */
export interface Moment {
  readonly clock: Date
  readonly machine: Date
}

/** What an order needs, whoever looks at it. */
export type Step =
  | { readonly do: 'nothing' }
  /** It is final: its feed entry is owed, unless it is there. */
  | { readonly do: 'publish' }
  | { readonly do: 'come-back'; readonly afterSeconds: number }
  | { readonly do: 'send' }
  /** An attempt may have left: ask the provider before anything else. */
  | { readonly do: 'ask' }
  | { readonly do: 'expire' }

export function nextStep(order: Order, now: Moment): Step {
  if (isPublishable(order)) return { do: 'publish' }
  if (order.state === 'Cancelled') return { do: 'nothing' }
  if (now.clock < order.requestedSendTime) {
    return { do: 'come-back', afterSeconds: secondsBetween(now.clock, order.requestedSendTime) }
  }
  const { chunk } = order
  if (chunk.claim !== undefined && holdsLiveLease(chunk, now.machine)) {
    return { do: 'come-back', afterSeconds: secondsBetween(now.machine, chunk.claim.leaseUntil) }
  }
  return stepOf(leastAdvanced(chunk.notifications), order, now)
}

const urgency = ['new', 'claimed', 'unknown', 'accepted', 'final'] as const

const leastAdvanced = (notifications: readonly Notification[]) =>
  urgency.find((state) => notifications.some((n) => n.state === state)) ?? 'final'

function stepOf(state: Notification['state'], { expiry }: Order, { clock }: Moment): Step {
  if (state === 'final') return { do: 'nothing' }
  if (state === 'new') return { do: clock >= expiry ? 'expire' : 'send' }
  if (clock >= addSeconds(expiry, expiryGraceSeconds)) return { do: 'expire' }
  return { do: state === 'accepted' ? 'nothing' : 'ask' }
}
