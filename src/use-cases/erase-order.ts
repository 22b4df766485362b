import type { AgendaRow } from '../domain/agenda.ts'
import { TransientFault } from '../domain/faults.ts'
import { logEntriesOf } from '../domain/log-entry.ts'
import { recipientRows } from '../domain/recipient-row.ts'
import { partOfChunk } from '../domain/notification.ts'
import type { Order, OrderContent } from '../domain/order.ts'
import type { Ports } from './ports.ts'
import { partPages } from './read-parts.ts'

type ErasePorts = Pick<Ports, 'orders' | 'references' | 'recipients' | 'notificationLog' | 'feed' | 'agenda'>

/**
 * Removes what is personal once the retention is over. What remains are ids, states and the idempotency hash, so
 * that a repeated request still gets its answer. The agenda row goes last: a crash before is resumed by it.
 */
export async function eraseOrder({ ports }: { readonly ports: ErasePorts }, row: AgendaRow): Promise<void> {
  const stored = await ports.orders.readWithContent(row.order)
  if (stored?.value.nonce === row.nonce) {
    const { creator, sendersReference, nonce, id } = stored.value
    if (sendersReference !== undefined) {
      await ports.references.remove({ creator, reference: sendersReference, order: id, nonce })
    }
    for await (const parts of partPages(ports, stored.value)) await eraseIndexes(ports, parts, stored.content)
    await ports.feed.erase(creator, id)
    const { outcome } = await ports.orders.erase(stored.value, stored.version)
    if (outcome === 'conflict') throw new TransientFault('ORDER_CONTENDED')
  }
  await ports.agenda.remove(row)
}

/** What support and dialogs find the notifications by. */
async function eraseIndexes(
  { recipients, notificationLog }: ErasePorts,
  parts: readonly Order[],
  content: OrderContent | undefined,
): Promise<void> {
  const rows = parts.flatMap((part) => recipientRows(part, part.chunk.notifications, partOfChunk(part.chunk).segment))
  if (rows.length > 0) await recipients.remove(rows)
  const logged = parts.flatMap((part) => logEntriesOf(part, content))
  if (logged.length > 0) await notificationLog.remove(logged)
}
