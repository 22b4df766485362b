import type { OrderId } from '../../../src/domain/ids.ts'
import type { OrderContent, StoredOrder } from '../../../src/domain/order.ts'
import type { Orders, Update } from '../../../src/use-cases/ports.ts'
import { conditionalRows, storedParts, type Store } from './stored-parts.ts'

const content: OrderContent = {
  email: { senderEmailAddress: 'noreply@altinn.cloud', subject: 'Hei', body: 'Hei', contentType: 'Plain' },
  sms: { sender: 'Altinn', body: 'Hei' },
}

/** A store of orders in memory that keeps the rule of conditional writes; parts are added as they are in life. */
export function storedOrders(...orders: readonly StoredOrder[]): Orders {
  const store: Store = { heads: conditionalRows(), chunks: conditionalRows(), segments: conditionalRows() }
  for (const order of orders) store.heads.put(order.id, order)
  const parts = storedParts(store)
  const read = (id: OrderId) => Promise.resolve(store.heads.read(id))
  return {
    ...parts,
    read,
    readWithContent: async (id) => {
      const stored = await read(id)
      return stored && { ...stored, content: stored.value.erased ? undefined : content }
    },
    update: (order, version) =>
      order.chunk !== undefined && order.segments !== undefined
        ? parts.updateParts([{ value: order, version }])
        : Promise.resolve(updated(store, order, version)),
    insert: () => Promise.reject(new Error('nothing is inserted')),
    replace: () => Promise.reject(new Error('nothing is replaced')),
    erase: () => Promise.reject(new Error('nothing is erased')),
  }
}

function updated({ heads }: Store, order: StoredOrder, version: string): Update {
  const row = heads.read(order.id)
  if (row === undefined) return { outcome: 'gone' }
  if (row.version !== version) return { outcome: 'conflict' }
  return { outcome: 'stored', version: heads.put(order.id, order), state: order.state }
}
