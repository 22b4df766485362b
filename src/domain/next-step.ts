import { holdsLiveLease, type Notification } from './notification.ts'
import { nextOpening } from './send-window.ts'
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
  /** An attempt may have left: nothing may be sent before its outcome is known. */
  | { readonly do: 'settle-unknown' }
  | { readonly do: 'expire' }

export function nextStep(order: Order, now: Moment): Step {
  if (isPublishable(order)) return { do: 'publish' }
  if (order.state === 'Cancelled' || order.reservation === 'refused') return { do: 'nothing' }
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

function stepOf(state: Notification['state'], order: Order, { clock }: Moment): Step {
  const { expiry } = order
  if (state === 'final') return { do: 'nothing' }
  if (state === 'new') return clock >= expiry ? { do: 'expire' } : sendInTime(order, clock)
  if (clock >= addSeconds(expiry, expiryGraceSeconds)) return { do: 'expire' }
  return { do: state === 'accepted' ? 'nothing' : 'settle-unknown' }
}

/** The window is asked of new attempts only: by the morning, no provider would recognise the repetition of an old one. */
function sendInTime({ policy, attachments = 0 }: Order, clock: Date): Step {
  // Nobody fetches files yet.
  if (attachments > 0) return { do: 'nothing' }
  const waitSeconds = secondsBetween(clock, nextOpening(policy, clock))
  return waitSeconds > 0 ? { do: 'come-back', afterSeconds: waitSeconds } : { do: 'send' }
}

/** What has not left is given up at the expiry; for what has, a report may still decide for a while. */
export const isExpired =
  ({ expiry }: Order, { clock }: Moment) =>
  ({ state }: Notification): boolean =>
    clock >= (state === 'new' ? expiry : addSeconds(expiry, expiryGraceSeconds))
