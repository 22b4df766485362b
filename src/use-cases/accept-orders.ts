import { horizonSeconds } from '../domain/agenda.ts'
import { BrokenPromise, transient, TransientFault } from '../domain/faults.ts'
import { firstMessage, startQueueOf } from '../domain/message.ts'
import type { NewOrder } from '../domain/new-order.ts'
import { secondsBetween, type StoredOrder } from '../domain/order.ts'
import { agendaRow, referenceRow } from './accept-rows.ts'
import type { Doorbell } from './doorbell.ts'
import type { Ports } from './ports.ts'

export interface AcceptOrders {
  readonly ports: Pick<Ports, 'clock' | 'machine' | 'hashes' | 'orders' | 'agenda' | 'references'>
  readonly ring: Doorbell
  readonly agendaShards: number
}

/** After this long the rows written first may be taken for orphans, so nothing more is written. */
const patienceMs = 5 * 60_000

/**
 * Stores orders that were placed together. First the agenda rows and the index rows, then the orders: a stored order
 * always has its agenda row, whatever crashes.
 * @returns undefined when they were stored; else the main order that an earlier equal request stored
 */
export async function acceptOrders(deps: AcceptOrders, orders: readonly NewOrder[]): Promise<StoredOrder | undefined> {
  const { ports } = deps
  const startedMs = ports.machine.monotonicMs()
  const rows = rowsOf(deps, orders)
  await Promise.all(rows.map((row) => putRows(ports, row)))
  for (const { order, parts } of orders) if (parts !== undefined) await ports.orders.addParts(order.id, parts)
  if (ports.machine.monotonicMs() - startedMs > patienceMs) throw new TransientFault('ACCEPT_TOOK_TOO_LONG')
  const earlier = await commit(ports, orders)
  if (earlier === undefined) await ringFor(deps, orders)
  else await Promise.all(rows.map((row) => removeRows(ports, row)))
  return earlier
}

type IndexPorts = Pick<Ports, 'agenda' | 'references'>
type Rows = ReturnType<typeof rowsOf>[number]

const putRows = ({ agenda, references }: IndexPorts, rows: Rows) =>
  Promise.all([agenda.put(rows.agenda), rows.reference === undefined ? undefined : references.put(rows.reference)])

const removeRows = ({ agenda, references }: IndexPorts, rows: Rows) =>
  Promise.all([
    agenda.remove(rows.agenda),
    rows.reference === undefined ? undefined : references.remove(rows.reference),
  ])

function rowsOf({ ports, agendaShards }: AcceptOrders, orders: readonly NewOrder[]) {
  const [now, machineNow] = [ports.clock.now(), ports.machine.now()]
  return orders.map(({ order }) => ({
    agenda: agendaRow(order, { now, machineNow, shards: agendaShards }),
    reference: referenceRow(order, machineNow),
  }))
}

/** Undefined when the orders are ours; else the main order that an earlier equal request stored. */
async function commit(ports: AcceptOrders['ports'], orders: readonly NewOrder[]): Promise<StoredOrder | undefined> {
  const main = orders[0]?.order
  const lost = await insert(ports, orders)
  if (lost === undefined || main === undefined) return undefined
  const stored = await earlierOrder(ports, main)
  if (stored === undefined) throw lost
  return stored.nonce === main.nonce ? undefined : stored
}

/** The order that lies where this one would; an equal request has stored it. */
export async function earlierOrder(
  { orders }: Pick<Ports, 'orders'>,
  { id, idempotencyHash }: StoredOrder,
): Promise<StoredOrder | undefined> {
  const stored = (await orders.read(id))?.value
  if (stored !== undefined && stored.idempotencyHash !== idempotencyHash) {
    throw new BrokenPromise('two idempotency ids share a chain key')
  }
  return stored
}

/** Undefined when the orders were inserted; else the fault that stands if no such order is found. */
async function insert({ orders }: Pick<Ports, 'orders'>, chain: readonly NewOrder[]) {
  const outcome = await orders.insert(chain).catch(transient)
  if (outcome === 'inserted') return undefined
  return outcome === 'exists' ? new TransientFault('ORDER_VANISHED') : outcome
}

/** Orders that are due shortly go at once, together, so that the answer waits for one post; the agenda has the others. */
async function ringFor({ ports, ring }: AcceptOrders, orders: readonly NewOrder[]): Promise<void> {
  const now = ports.clock.now()
  const delayOf = ({ requestedSendTime }: StoredOrder) => Math.max(0, secondsBetween(now, requestedSendTime))
  const isSoon = (order: StoredOrder) => delayOf(order) <= horizonSeconds
  const ringOnce = (order: StoredOrder) => ring(startQueueOf(order), firstMessage(order.id, 'door'), delayOf(order))
  const soon = orders.map(({ order }) => order).filter(isSoon)
  await Promise.all(soon.map(ringOnce))
}
