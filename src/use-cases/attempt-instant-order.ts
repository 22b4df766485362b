import { transient, TransientFault } from '../domain/faults.ts'
import { notificationIdOf } from '../domain/ids.ts'
import { addSeconds, secondsBetween, withChunk, type Order, type OrderContent } from '../domain/order.ts'
import { certaintySeconds, leaseSeconds } from '../domain/reservation.ts'
import { afterCalls } from './conclude.ts'
import { emailWork } from './email-work.ts'
import type { Dispatch } from './courier-ports.ts'
import type { Ports } from './ports.ts'
import { readWhole, recordChange } from './record-change.ts'
import { untouched, type SendPorts } from './send-task.ts'
import { smsWork } from './sms-work.ts'

export interface AttemptDeps {
  readonly ports: SendPorts & Pick<Ports, 'hashes' | 'emailCourier' | 'smsCourier'>
  /** How long the provider of SMS recognises the repetition of an attempt. */
  readonly repeatWindowSeconds: number
}

/** A reservation under a claim of ours. */
export interface Held {
  readonly order: Order
  readonly content: OrderContent
  readonly attempt: 'new' | 'repeat'
  /** Before the claim was stored, by the machine's monotonic clock. */
  readonly sinceMs: number
}

/** Somebody waits for the answer. */
const patienceMs = 20_000
/** So much of the lease the call and its record may need. */
const leastLeaseMs = 30_000
const retrySeconds = 15

/**
 * Asks the provider to take the message, and stores what it made of it.
 * @returns the order, which the provider has taken, or refused for good
 * @throws TransientFault when it has not, or when nobody knows
 */
export async function attemptInstantOrder(deps: AttemptDeps, held: Held): Promise<Order> {
  if (leaseSeconds * 1000 - (deps.ports.machine.monotonicMs() - held.sinceMs) < leastLeaseMs) {
    // Nothing has left, and nothing will: with the lease's end it is anybody's.
    throw new TransientFault('RESERVED_TOO_SLOWLY', { retryAfterSeconds: leaseSeconds })
  }
  const { order, content } = held
  const [outcome] = await workOf(deps, order).call({ value: order, content }, order.chunk.notifications)
  return concludeAttempt(deps, held, outcome ?? { outcome: 'unknown', code: 'NOT_IN_ANSWER' })
}

function workOf({ ports, repeatWindowSeconds }: AttemptDeps, { chunk }: Order) {
  const { emailCourier, smsCourier } = ports
  return chunk.channel === 'email'
    ? emailWork({
        ...ports,
        emailCourier: { ...emailCourier, send: (email) => emailCourier.send({ ...email, patienceMs }) },
      })
    : smsWork({
        ports: { ...ports, smsCourier: { send: (c) => smsCourier.send({ ...c, patienceMs }) } },
        repeatWindowSeconds,
      })
}

/** What the provider of e-mail says of an attempt whose outcome nobody knows. */
export async function askForAttempt({ ports }: AttemptDeps, { id, chunk }: Order): Promise<Dispatch | 'never-arrived'> {
  const asking = ports.emailCourier.ask(notificationIdOf(id, 1, 1)).catch(transient)
  if (!(await ports.machine.within(patienceMs, asking))) return { outcome: 'unknown', code: 'ASKED_IN_VAIN' }
  const inquiry = await asking
  if (inquiry instanceof TransientFault) return { outcome: 'unknown', code: inquiry.code }
  if (inquiry.outcome === 'failed') return { ...inquiry, outcome: 'refused' }
  if (inquiry.outcome === 'accepted') return inquiry
  const attemptedAt = chunk.notifications[0]?.attemptedAt ?? ports.machine.now()
  return ports.machine.now() >= addSeconds(attemptedAt, certaintySeconds)
    ? 'never-arrived'
    : { outcome: 'unknown', code: 'NOT_FOUND_YET' }
}

/** Stores what became of the attempt. What others stored meanwhile (a report, say) is kept and decides. */
export async function concludeAttempt({ ports }: AttemptDeps, held: Held, outcome: Dispatch): Promise<Order> {
  if (outcome.outcome === 'deferred') {
    // First everybody's pause: whoever meets the refusal shall not call in vain.
    await ports.pauses.extend(held.order.chunk.channel, addSeconds(ports.clock.now(), outcome.seconds))
  }
  const stored = await readWhole(ports, held.order.id)
  if (stored === undefined) throw new TransientFault('ORDER_VANISHED')
  const order = await recordChange(ports, stored, (current) =>
    concluded(current, { held, outcome }, { at: ports.clock.now(), machineNow: ports.machine.now() }),
  )
  tell(ports, held, outcome)
  if (order === undefined) throw new TransientFault('ORDER_VANISHED')
  if (order.reservation === undefined) return order
  throw notTaken(outcome)
}

interface Conclusion {
  readonly held: Held
  readonly outcome: Dispatch
}

function concluded(
  current: Order,
  { held: { order, attempt }, outcome }: Conclusion,
  times: { readonly at: Date; readonly machineNow: Date },
): Order {
  const called = { nonce: order.chunk.claim?.nonce ?? '', attempt, outcomes: new Map([[1, outcome]]) }
  const next = withChunk(current, afterCalls(current.chunk, called, times), times.at)
  return next.reservation !== undefined && next.chunk.notifications.every(untouched)
    ? { ...next, reservation: 'refused' }
    : next
}

function tell({ log }: AttemptDeps['ports'], { order, attempt }: Held, outcome: Dispatch): void {
  if (outcome.outcome === 'accepted') return
  log.warn(`${order.chunk.channel}-${outcome.outcome}`, { order: order.id, code: outcome.code, instant: true, attempt })
}

/** The provider has not taken the message, or nobody knows whether it has. */
export const notTaken = (outcome?: Dispatch) =>
  new TransientFault('INSTANT_ORDER_NOT_TAKEN', {
    retryAfterSeconds: outcome?.outcome === 'deferred' ? Math.ceil(outcome.seconds) : retrySeconds,
  })

/** Seconds until the channel's pause is over, as a fault; undefined for now. */
export async function pausedChannel({ ports }: AttemptDeps, channel: Order['chunk']['channel']) {
  const pause = await ports.pauses.notBefore(channel)
  if (pause === undefined) return undefined
  const retryAfterSeconds = Math.max(1, Math.ceil(secondsBetween(ports.clock.now(), pause)))
  return new TransientFault('CHANNEL_PAUSED', { retryAfterSeconds })
}
