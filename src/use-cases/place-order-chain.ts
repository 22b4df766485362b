import { firstLook, horizonSeconds, shardOf, type AgendaRow } from '../domain/agenda.ts'
import { BrokenPromise, TransientFault } from '../domain/faults.ts'
import { chainIdFrom, chainOf, orderIdOf, type ChainId, type OrderId } from '../domain/ids.ts'
import { firstMessage } from '../domain/message.ts'
import { emailExpiry, secondsBetween, type EmailContent, type Order, type OrderContent } from '../domain/order.ts'
import type { Doorbell } from './doorbell.ts'
import type { Ports, ReferenceRow } from './ports.ts'

/** An order chain as its creator wants it, checked by the door. */
export interface ChainDraft {
  readonly creator: string
  readonly idempotencyId: string
  readonly sendersReference?: string
  readonly requestedSendTime: Date
  readonly emailAddress: string
  readonly email: EmailContent
  readonly dialogportenAssociation?: OrderContent['dialogportenAssociation']
}

export interface PlacedChain {
  readonly outcome: 'created' | 'repeated'
  readonly chain: ChainId
  readonly shipment: OrderId
  readonly sendersReference?: string
}

export interface PlaceOrderChain {
  readonly ports: Pick<Ports, 'clock' | 'machine' | 'hashes' | 'orders' | 'agenda' | 'references'>
  readonly ring: Doorbell
  readonly agendaShards: number
}

/** After this long the rows written first may be taken for orphans, so nothing more is written. */
const patienceMs = 5 * 60_000

/**
 * Stores an order chain, once for ever under its idempotency id: the id decides the key of the order's row, so a
 * repetition is an insert that conflicts. First the agenda row and the index row, then the order: a stored order
 * always has its agenda row, whatever crashes.
 */
export async function placeOrderChain(deps: PlaceOrderChain, draft: ChainDraft): Promise<PlacedChain> {
  const { ports } = deps
  const startedMs = ports.machine.monotonicMs()
  const order = newOrder(ports, draft)
  const rows = { agenda: agendaRow(deps, order), reference: referenceRow(order) }
  await Promise.all([ports.agenda.put(rows.agenda), rows.reference && ports.references.put(rows.reference)])
  if (ports.machine.monotonicMs() - startedMs > patienceMs) throw new TransientFault('ACCEPT_TOOK_TOO_LONG')
  const committed = await commit(ports, order, contentOf(draft))
  if (committed === order) {
    if (isSoon(ports, order)) await deps.ring('email-send', firstMessage(order.id, 'door'), delayOf(ports, order))
    return placed('created', order)
  }
  await Promise.all([ports.agenda.remove(rows.agenda), rows.reference && ports.references.remove(rows.reference)])
  return placed('repeated', committed)
}

/** The order that the chain's key now stands for: ours, or the one that an earlier equal request stored. */
async function commit(ports: PlaceOrderChain['ports'], order: Order, content: OrderContent): Promise<Order> {
  const lost = await insert(ports, order, content)
  if (lost === undefined) return order
  const stored = (await ports.orders.read(order.id))?.value
  if (stored === undefined) throw lost
  if (stored.nonce === order.nonce) return order
  if (stored.idempotencyHash !== order.idempotencyHash) throw new BrokenPromise('two idempotency ids share a chain key')
  return stored
}

/** Undefined when the order was inserted; else the fault that stands if no such order is found. */
async function insert({ orders }: Pick<Ports, 'orders'>, order: Order, content: OrderContent) {
  try {
    const outcome = await orders.insert(order, content)
    return outcome === 'inserted' ? undefined : new TransientFault('ORDER_VANISHED')
  } catch (fault) {
    if (fault instanceof TransientFault) return fault
    throw fault
  }
}

function newOrder({ clock, machine, hashes }: PlaceOrderChain['ports'], draft: ChainDraft): Order {
  const hash = hashes.of(['chain', draft.creator, draft.idempotencyId])
  const created = clock.now()
  return {
    id: orderIdOf(chainIdFrom(hash), 1),
    type: 'Notification',
    creator: draft.creator,
    ...(draft.sendersReference === undefined ? {} : { sendersReference: draft.sendersReference }),
    requestedSendTime: draft.requestedSendTime,
    created,
    processed: created,
    state: 'Registered',
    chunk: {
      channel: 'email',
      notifications: [{ index: 1, address: draft.emailAddress, state: 'new', at: created, attempt: 0 }],
    },
    expiry: emailExpiry(draft.requestedSendTime),
    nonce: machine.nonce(),
    idempotencyHash: hash.toString('base64url'),
    erased: false,
  }
}

const contentOf = ({ email, dialogportenAssociation }: ChainDraft): OrderContent => ({
  email,
  ...(dialogportenAssociation === undefined ? {} : { dialogportenAssociation }),
})

/** When the door posts the message itself, the agenda only watches; else the agenda posts it when it is time. */
function agendaRow({ ports, agendaShards }: PlaceOrderChain, order: Order): AgendaRow {
  const due = order.requestedSendTime
  const now = ports.clock.now()
  const when = isSoon(ports, order)
    ? ({ kind: 'watch', at: firstLook(now, due) } as const)
    : ({ kind: 'due', at: due } as const)
  const shard = shardOf(order.id, agendaShards)
  return { ...when, order: order.id, nonce: order.nonce, due, looks: 0, shard, writtenAt: ports.machine.now() }
}

function referenceRow({ creator, sendersReference, id, nonce }: Order): ReferenceRow | undefined {
  if (sendersReference === undefined || sendersReference.trim() === '') return undefined
  return { creator, reference: sendersReference, order: id, nonce }
}

const delayOf = ({ clock }: Pick<Ports, 'clock'>, order: Order) =>
  Math.max(0, secondsBetween(clock.now(), order.requestedSendTime))

const isSoon = (ports: Pick<Ports, 'clock'>, order: Order) => delayOf(ports, order) <= horizonSeconds

const placed = (outcome: PlacedChain['outcome'], order: Order): PlacedChain => ({
  outcome,
  chain: chainOf(order.id),
  shipment: order.id,
  ...(order.sendersReference === undefined ? {} : { sendersReference: order.sendersReference }),
})
