import pLimit from 'p-limit'
import { orphanGraceSeconds } from '../domain/agenda.ts'
import { transient } from '../domain/faults.ts'
import { secondsBetween, type StoredOrder } from '../domain/order.ts'
import type { Ports, ReferenceRow } from './ports.ts'
import { ifOwn, type OrderWithContent } from './read-order.ts'

type FindPorts = Pick<Ports, 'orders' | 'references' | 'machine' | 'log'>

/** A creator may have given thousands of orders the same reference. */
const concurrentReads = 10

/** The creator's orders with a reference. What requests that did not commit have left in the index is removed. */
export async function findOrders(
  ports: FindPorts,
  { creator, reference }: { readonly creator: string; readonly reference: string },
): Promise<readonly OrderWithContent[]> {
  const limit = pLimit(concurrentReads)
  const rows = await ports.references.find(creator, reference)
  const found = await Promise.all(rows.map((row) => limit(() => orderBehind(ports, row))))
  return found.filter((own) => own !== undefined)
}

async function orderBehind(ports: FindPorts, row: ReferenceRow): Promise<OrderWithContent | undefined> {
  const stored = await ports.orders.readWithContent(row.order)
  if (isOrphan(row, stored?.value, ports.machine.now())) await removeOrphan(ports, row)
  // Ids are no secrets, whatever the index says.
  return stored?.value.nonce === row.nonce ? ifOwn(ports, stored, row.creator) : undefined
}

/** A request whose order is not there may still be about to commit it. */
const isOrphan = ({ nonce, writtenAt }: ReferenceRow, order: StoredOrder | undefined, machineNow: Date) =>
  order === undefined ? secondsBetween(writtenAt, machineNow) > orphanGraceSeconds : order.nonce !== nonce

/** Whoever searches next will try again: nobody's search fails for it. */
async function removeOrphan({ references, log }: FindPorts, row: ReferenceRow): Promise<void> {
  const fault = await references.remove(row).catch(transient)
  if (fault === undefined) log.info('reference-orphan-removed', { order: row.order })
  else log.warn('reference-orphan-stays', { order: row.order, code: fault.code })
}
