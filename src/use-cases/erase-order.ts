import type { AgendaRow } from '../domain/agenda.ts'
import { TransientFault } from '../domain/faults.ts'
import type { Ports } from './ports.ts'

/**
 * Removes what is personal once the retention is over. What remains are ids, states and the idempotency hash, so
 * that a repeated request still gets its answer. The agenda row goes last: a crash before is resumed by it.
 */
export async function eraseOrder(
  { ports }: { readonly ports: Pick<Ports, 'orders' | 'references' | 'feed' | 'agenda'> },
  row: AgendaRow,
): Promise<void> {
  const stored = await ports.orders.read(row.order)
  if (stored !== undefined && stored.value.nonce === row.nonce) {
    const { creator, sendersReference, nonce, id } = stored.value
    if (sendersReference !== undefined) {
      await ports.references.remove({ creator, reference: sendersReference, order: id, nonce })
    }
    await ports.feed.erase(creator, id)
    const { outcome } = await ports.orders.erase(stored.value, stored.version)
    if (outcome === 'conflict') throw new TransientFault('ORDER_CONTENDED')
  }
  await ports.agenda.remove(row)
}
