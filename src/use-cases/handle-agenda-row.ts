import { firstLook, moved, nextLook, orphanGraceSeconds, type AgendaRow } from '../domain/agenda.ts'
import { firstMessage, sendQueueOf } from '../domain/message.ts'
import { nextStep } from '../domain/next-step.ts'
import { addSeconds, daySeconds, isPastRetention, isPublishable, secondsBetween, type Order } from '../domain/order.ts'
import { eraseOrder } from './erase-order.ts'
import type { Ports } from './ports.ts'

export interface AgendaDeps {
  readonly ports: Pick<Ports, 'clock' | 'machine' | 'orders' | 'agenda' | 'references' | 'feed' | 'bus' | 'log'>
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
  await deps.ports.bus.post(sendQueueOf(row.channel), [message], delaySeconds)
  await move(deps, row, { kind: 'watch', at: firstLook(now, row.due), looks: 0 })
}

async function watch(deps: AgendaDeps, row: AgendaRow): Promise<void> {
  const order = (await deps.ports.orders.read(row.order))?.value
  if (order === undefined) return waitForOrder(deps, row)
  if (order.nonce !== row.nonce) return removeOrphan(deps, row)
  const now = deps.ports.clock.now()
  if (await isSettled(deps, order)) return move(deps, row, { kind: 'erase', at: erasureOf(deps, order, now), looks: 0 })
  await askForWhatIsMissing(deps, row, order)
  await move(deps, row, {
    kind: 'watch',
    at: nextLook({ ...row, looks: row.looks + 1 }, order, now),
    looks: row.looks + 1,
  })
}

/** A request that has written its agenda row may still be about to commit its order. */
async function waitForOrder(deps: AgendaDeps, row: AgendaRow): Promise<void> {
  const { clock, machine } = deps.ports
  const age = secondsBetween(row.writtenAt, machine.now())
  if (age > orphanGraceSeconds) return removeOrphan(deps, row)
  await move(deps, row, { kind: 'watch', at: addSeconds(clock.now(), 600), looks: row.looks })
}

async function removeOrphan({ ports }: AgendaDeps, row: AgendaRow): Promise<void> {
  ports.log.info('agenda-orphan-removed', { order: row.order })
  await ports.agenda.remove(row)
}

/** Nothing is owed any more: only the feed's own row of the order says so, or the time after which none is written. */
async function isSettled({ ports, retentionDays }: AgendaDeps, order: Order): Promise<boolean> {
  if (order.state === 'Cancelled') return true
  if (!isPublishable(order)) return false
  const number = await ports.feed.numberOf(order.creator, order.id)
  return number !== undefined || isPastRetention(order, ports.clock.now(), retentionDays)
}

async function askForWhatIsMissing({ ports }: AgendaDeps, row: AgendaRow, order: Order): Promise<void> {
  const step = nextStep(order, { clock: ports.clock.now(), machine: ports.machine.now() })
  if (step.do === 'nothing' || step.do === 'come-back') return
  const message = firstMessage(order.id, `watch@${minute(row.at)}`)
  await ports.bus.post(step.do === 'publish' ? 'feed' : sendQueueOf(row.channel), [message], 0)
}

/**
 * The feed shows the entry for as long as it retains it, and the order lives as long. The entry is younger than the
 * order, but not than now; in whole days from the order's end, every look within a day comes to the same moment.
 */
function erasureOf({ retentionDays }: AgendaDeps, order: Order, now: Date): Date {
  const daysSince = Math.max(1, Math.ceil(secondsBetween(order.processed, now) / daySeconds))
  return addSeconds(order.processed, (daysSince + retentionDays) * daySeconds)
}

/** First the new row, then the end of the old one: there is always at least one. */
async function move(
  { ports }: AgendaDeps,
  row: AgendaRow,
  to: Pick<AgendaRow, 'kind' | 'at' | 'looks'>,
): Promise<void> {
  await ports.agenda.put(moved(row, ports.clock.now(), to))
  await ports.agenda.remove(row)
}
