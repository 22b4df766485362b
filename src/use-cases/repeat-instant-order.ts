import { BrokenPromise, TransientFault } from '../domain/faults.ts'
import { claim, holdsLiveLease } from '../domain/notification.ts'
import { addSeconds, secondsBetween, type Order } from '../domain/order.ts'
import { leaseSeconds } from '../domain/reservation.ts'
import { agendaRow, referenceRow } from './accept-rows.ts'
import {
  askForAttempt,
  attemptInstantOrder,
  concludeAttempt,
  notTaken,
  pausedChannel,
  type AttemptDeps,
  type Held,
} from './attempt-instant-order.ts'
import type { Ports, Stored } from './ports.ts'
import { readWhole } from './record-change.ts'

export interface RepeatDeps extends AttemptDeps {
  readonly ports: AttemptDeps['ports'] & Pick<Ports, 'agenda' | 'references'>
  readonly agendaShards: number
}

export interface Repetition {
  readonly own: Order
  /** A reservation of one's own, in the place of one of which nothing came. */
  reserve(earlier: Order): Held
}

/** How long the attempt of another request is waited for. */
const patienceMs = 20_000

/**
 * Answers a request whose order is there. As long as another request holds the reservation its outcome is waited for,
 * and shared. Else: what was refused is tried anew, as this request has it; what nobody knows of is found out first.
 * @throws TransientFault when the provider has not taken the message, or when nobody knows
 */
export async function repeatInstantOrder(
  deps: RepeatDeps,
  repetition: Repetition,
): Promise<{ readonly outcome: 'created' | 'repeated'; readonly order: Order }> {
  const endMs = deps.ports.machine.monotonicMs() + patienceMs
  while (deps.ports.machine.monotonicMs() < endMs) {
    const { waited, stored } = await waitForHolder(deps, repetition, endMs)
    if (stored.value.reservation === undefined) return { outcome: 'repeated', order: stored.value }
    if (waited && !isAbandoned(stored.value)) throw notTaken()
    const paused = await pausedChannel(deps, stored.value.chunk.channel)
    if (paused !== undefined) throw paused
    const order = await takeOver(deps, repetition, stored)
    if (order !== undefined) return { outcome: 'created', order }
  }
  throw notTaken()
}

/** Its holder is gone: whoever made an attempt to its end has stored what became of it. */
const isAbandoned = ({ chunk }: Order) => chunk.notifications.some(({ state }) => state === 'claimed')

async function waitForHolder({ ports: { orders, machine } }: RepeatDeps, { own }: Repetition, endMs: number) {
  for (let look = 0; ; look++) {
    const stored = await readWhole({ orders }, own.id)
    if (stored === undefined) throw new TransientFault('ORDER_VANISHED')
    const { chunk, idempotencyHash, reservation } = stored.value
    if (idempotencyHash !== own.idempotencyHash) throw new BrokenPromise('two idempotency ids share a chain key')
    if (reservation === undefined || !holdsLiveLease(chunk, machine.now())) return { waited: look > 0, stored }
    if (machine.monotonicMs() >= endMs) throw notTaken()
    await machine.wait(pauseMs(look))
  }
}

/** A tenth of a second, then longer and longer, up to one. */
const pauseMs = (look: number) => Math.min(1000, 100 * 1.5 ** look) * (0.75 + Math.random() / 2)

/** The order, taken by the provider; undefined when somebody else was faster. */
async function takeOver(deps: RepeatDeps, repetition: Repetition, stored: Stored<Order>): Promise<Order | undefined> {
  if (stored.value.reservation === 'refused') return tryAnew(deps, repetition, stored)
  return stored.value.chunk.channel === 'email' ? findOut(deps, repetition, stored) : repeatAttempt(deps, stored)
}

/** The provider of e-mail can be asked. Only one of equal requests does: its quota is small. */
async function findOut(deps: RepeatDeps, repetition: Repetition, stored: Stored<Order>): Promise<Order | undefined> {
  const claimed = await claimAgain(deps, stored)
  if (claimed === undefined) return undefined
  const outcome = await askForAttempt(deps, claimed.order)
  return outcome === 'never-arrived'
    ? tryAnew(deps, repetition, { value: claimed.order, version: claimed.version })
    : concludeAttempt(deps, claimed, outcome)
}

/**
 * The provider of SMS recognises the repetition of an attempt, for a while; after that only a report, or the end of
 * the lifetime, tells what became of it.
 */
async function repeatAttempt(deps: RepeatDeps, stored: Stored<Order>): Promise<Order | undefined> {
  const { ports, repeatWindowSeconds } = deps
  const [attempted] = stored.value.chunk.notifications
  const age = secondsBetween(attempted?.attemptedAt ?? new Date(0), ports.machine.now())
  if (age > repeatWindowSeconds || ports.clock.now() >= stored.value.expiry) throw notTaken()
  const claimed = await claimAgain(deps, stored)
  if (claimed === undefined) return undefined
  const content = (await ports.orders.readWithContent(stored.value.id))?.content
  if (content === undefined) throw new BrokenPromise('a reservation that is open has its content')
  return attemptInstantOrder(deps, { ...claimed, content })
}

/** Takes the attempt over from whoever has let it go; undefined when somebody else was faster. */
async function claimAgain({ ports }: RepeatDeps, { value, version }: Stored<Order>) {
  const { clock, machine, orders } = ports
  const sinceMs = machine.monotonicMs()
  const [claimedAt, nonce] = [machine.now(), machine.nonce()]
  const lease = { nonce, claimedAt, leaseUntil: addSeconds(claimedAt, leaseSeconds) }
  const chunk = claim(value.chunk, () => true, { claim: lease, at: clock.now(), attempt: 'repeat' })
  const update = await orders.update({ ...value, chunk }, version)
  const held = { content: {}, attempt: 'repeat', sinceMs } as const
  if (update.outcome === 'stored') return { ...held, order: { ...value, chunk }, version: update.version }
  // The store repeats a write whose answer was lost: the conflict may be with our own claim.
  const found = await readWhole({ orders }, value.id)
  return found?.value.chunk.claim?.nonce === nonce ? { ...held, order: found.value, version: found.version } : undefined
}

/** Puts this request's own message in the place of one that certainly was not taken, and sends that. */
async function tryAnew(deps: RepeatDeps, repetition: Repetition, { value, version }: Stored<Order>) {
  const { agenda, references, orders, machine } = deps.ports
  const held = repetition.reserve(value)
  const rows = rowsOf(deps, held.order)
  await Promise.all([agenda.put(rows.agenda), ...rows.references.map((row) => references.put(row))])
  const { outcome } = await orders.replace({ order: held.order, content: held.content }, version)
  const isOurs = outcome === 'stored' || (await orders.read(value.id))?.value.nonce === held.order.nonce
  const left = isOurs ? referencesOf(value, machine.now()) : rows.references
  await Promise.all([isOurs ? undefined : agenda.remove(rows.agenda), ...left.map((row) => references.remove(row))])
  return isOurs ? attemptInstantOrder(deps, held) : undefined
}

function rowsOf({ ports: { clock, machine }, agendaShards }: RepeatDeps, order: Order) {
  const machineNow = machine.now()
  const acceptance = { now: clock.now(), machineNow, shards: agendaShards }
  return { agenda: agendaRow(order, acceptance), references: referencesOf(order, machineNow) }
}

function referencesOf(order: Order, writtenAt: Date) {
  const row = referenceRow(order, writtenAt)
  return row === undefined ? [] : [row]
}
