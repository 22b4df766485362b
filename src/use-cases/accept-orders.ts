import { horizonSeconds } from '../domain/agenda.ts'
import { BrokenPromise, transient, TransientFault } from '../domain/faults.ts'
import { firstMessage, sendQueueOf } from '../domain/message.ts'
import { secondsBetween, type Order } from '../domain/order.ts'
import { agendaRow, referenceRow } from './accept-rows.ts'
import type { Doorbell } from './doorbell.ts'
import type { NewOrder, Ports } from './ports.ts'

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
export async function acceptOrders(deps: AcceptOrders, orders: readonly NewOrder[]): Promise<Order | undefined> {
  const { ports } = deps
  const startedMs = ports.machine.monotonicMs()
  const rows = rowsOf(deps, orders)
  await Promise.all(rows.map((row) => putRows(ports, row)))
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

const rowsOf = ({ ports, agendaShards }: AcceptOrders, orders: readonly NewOrder[]) =>
  orders.map(({ order }) => ({
    agenda: agendaRow(order, { now: ports.clock.now(), machineNow: ports.machine.now(), shards: agendaShards }),
    reference: referenceRow(order),
  }))

/** Undefined when the orders are ours; else the main order that an earlier equal request stored. */
async function commit(ports: AcceptOrders['ports'], orders: readonly NewOrder[]): Promise<Order | undefined> {
  const main = orders[0]?.order
  const lost = await insert(ports, orders)
  if (lost === undefined || main === undefined) return undefined
  const stored = (await ports.orders.read(main.id))?.value
  if (stored === undefined) throw lost
  if (stored.nonce === main.nonce) return undefined
  if (stored.idempotencyHash !== main.idempotencyHash) throw new BrokenPromise('two idempotency ids share a chain key')
  return stored
}

/** Undefined when the orders were inserted; else the fault that stands if no such order is found. */
async function insert({ orders }: Pick<Ports, 'orders'>, chain: readonly NewOrder[]) {
  const outcome = await orders.insert(chain).catch(transient)
  if (outcome === 'inserted') return undefined
  return outcome === 'exists' ? new TransientFault('ORDER_VANISHED') : outcome
}

/** Orders that are due shortly go at once; the agenda has the others. */
async function ringFor({ ports, ring }: AcceptOrders, orders: readonly NewOrder[]): Promise<void> {
  for (const { order } of orders) {
    const delaySeconds = Math.max(0, secondsBetween(ports.clock.now(), order.requestedSendTime))
    if (delaySeconds > horizonSeconds) continue
    await ring(sendQueueOf(order.chunk.channel), firstMessage(order.id, 'door'), delaySeconds)
  }
}
