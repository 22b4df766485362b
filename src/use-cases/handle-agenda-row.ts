import {
  firstLook,
  lookAfter,
  moved,
  nextLook,
  nextLookAtUnresolved,
  orphanGraceSeconds,
  type AgendaRow,
} from '../domain/agenda.ts'
import { firstMessage, type OrderMessage } from '../domain/message.ts'
import { nextStep } from '../domain/next-step.ts'
import {
  addSeconds,
  daySeconds,
  expiryGraceSeconds,
  isPastRetention,
  isPublishable,
  isWhole,
  secondsBetween,
  type OrderHead,
  type StoredOrder,
} from '../domain/order.ts'
import { backlogOf, type BacklogPorts } from './backlog.ts'
import { eraseOrder } from './erase-order.ts'
import { lookAtParts, type NextLook } from './look-at-parts.ts'
import type { Ports } from './ports.ts'

export interface AgendaDeps {
  readonly ports: Pick<
    Ports,
    'clock' | 'machine' | 'orders' | 'agenda' | 'references' | 'recipients' | 'notificationLog' | 'feed' | 'bus' | 'log'
  > &
    BacklogPorts
  readonly retentionDays: number
}

/** Acts on one row, then moves or removes it. Repeating any part of it is harmless. */
export async function handleAgendaRow(deps: AgendaDeps, row: AgendaRow): Promise<void> {
  switch (row.kind) {
    case 'due':
      return handOver(deps, row)
    case 'watch':
      return watch(deps, row)
    case 'erase':
      return eraseOrder(deps, row)
  }
}

const minute = (date: Date) => date.toISOString().slice(0, 16)

/** The order is due shortly: the bus knows its exact second. That there is an order at all, its message will see. */
async function handOver(deps: AgendaDeps, row: AgendaRow): Promise<void> {
  const now = deps.ports.clock.now()
  const delaySeconds = Math.max(0, secondsBetween(now, row.due))
  const message = firstMessage(row.order, `due@${minute(row.at)}`)
  await deps.ports.bus.post(row.queue, [message], delaySeconds)
  await move(deps, row, { kind: 'watch', at: firstLook(now, row.due), looks: 0 })
}

async function watch(deps: AgendaDeps, row: AgendaRow): Promise<void> {
  const order = (await deps.ports.orders.read(row.order))?.value
  if (order === undefined) return waitForOrder(deps, row)
  if (order.nonce !== row.nonce) return removeOrphan(deps, row)
  const now = deps.ports.clock.now()
  if (isGivenUp(order, now)) return eraseOrder(deps, row)
  if (await isSettled(deps, order)) return move(deps, row, { kind: 'erase', at: erasureOf(deps, order, now), looks: 0 })
  const looked = { ...row, looks: row.looks + 1 }
  await move(deps, row, { kind: 'watch', looks: looked.looks, ...(await askForWhatIsMissing(deps, looked, order)) })
}

/** A request that has written its agenda row may still be about to commit its order. */
async function waitForOrder(deps: AgendaDeps, row: AgendaRow): Promise<void> {
  const { clock, machine } = deps.ports
  const age = secondsBetween(row.writtenAt, machine.now())
  if (age > orphanGraceSeconds) {
    // A large order writes its parts before itself.
    if (row.queue === 'orders') await deps.ports.orders.removeParts(row.order)
    return removeOrphan(deps, row)
  }
  await move(deps, row, { kind: 'watch', at: addSeconds(clock.now(), 600), looks: row.looks })
}

async function removeOrphan({ ports }: AgendaDeps, row: AgendaRow): Promise<void> {
  ports.log.info('agenda-orphan-removed', { order: row.order })
  await ports.agenda.remove(row)
}

/** A reservation of which nothing came; its row stays for repetitions, which bring their own message. */
const isGivenUp = ({ reservation, expiry }: OrderHead, now: Date) =>
  reservation === 'refused' && now >= addSeconds(expiry, expiryGraceSeconds)

/** Nothing is owed any more: only the feed's own row of the order says so, or the time after which none is written. */
async function isSettled({ ports, retentionDays }: AgendaDeps, order: OrderHead): Promise<boolean> {
  if (order.state === 'Cancelled') return true
  if (!isPublishable(order)) return false
  const number = await ports.feed.numberOf(order.creator, order.id)
  return number !== undefined || isPastRetention(order, ports.clock.now(), retentionDays)
}

/** @returns when to look again */
async function askForWhatIsMissing(deps: AgendaDeps, row: AgendaRow, order: StoredOrder): Promise<NextLook> {
  const { bus, clock, machine } = deps.ports
  const message = firstMessage(order.id, `watch@${minute(row.at)}`)
  if (isPublishable(order)) {
    await bus.post('feed', [message], 0)
    return { at: nextLookAtUnresolved(row, clock.now()) }
  }
  if (!isWhole(order)) return askForParts(deps, row, { order, message })
  const step = nextStep(order, { clock: clock.now(), machine: machine.now() })
  const backlog = step.do === 'send' ? await backlogOf(deps.ports, order.chunk.channel) : undefined
  if (backlog !== undefined) return { at: lookAfter(backlog) }
  if (step.do === 'nothing') tellOfWaiting(deps.ports, order)
  else if (step.do !== 'come-back') await bus.post(row.queue, [message], 0)
  return { at: nextLook(row, order, clock.now()) }
}

/** Nobody has picked the order up yet, or it is on its way. */
async function askForParts(
  { ports }: AgendaDeps,
  row: AgendaRow,
  { order, message }: { readonly order: OrderHead; readonly message: OrderMessage },
): Promise<NextLook> {
  if (order.state === 'Processing') return lookAtParts(ports, row, { order, origin: message.origin })
  await ports.bus.post(row.queue, [message], 0)
  return { at: nextLookAtUnresolved(row, ports.clock.now()) }
}

/** Files are not fetched yet, and nothing is sent without its files: somebody should know. */
function tellOfWaiting({ log }: AgendaDeps['ports'], { id, attachments = 0, state }: OrderHead): void {
  if (attachments > 0 && state === 'Registered') log.warn('order-waits-for-attachments', { order: id, attachments })
}

/**
 * The feed shows the entry for as long as it retains it, and the order lives as long. The entry is younger than the
 * order, but not than now; in whole days from the order's end, every look within a day comes to the same moment.
 */
function erasureOf({ retentionDays }: AgendaDeps, order: OrderHead, now: Date): Date {
  const daysSince = Math.max(1, Math.ceil(secondsBetween(order.processed, now) / daySeconds))
  return addSeconds(order.processed, (daysSince + retentionDays) * daySeconds)
}

/** First the new row, then the end of the old one: there is always at least one. */
async function move(
  { ports }: AgendaDeps,
  row: AgendaRow,
  to: Pick<AgendaRow, 'kind' | 'at' | 'looks' | 'unsent'>,
): Promise<void> {
  await ports.agenda.put(moved(row, ports.clock.now(), to))
  await ports.agenda.remove(row)
}
