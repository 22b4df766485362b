import type { Order, OrderContent } from '../../../src/domain/order.ts'
import type { Orders } from '../../../src/use-cases/ports.ts'

/** A store of orders in memory that keeps the rule of conditional writes. */
export function storedOrders(...orders: readonly Order[]): Orders {
  const rows = new Map(orders.map((value) => [value.id, { value, version: 1 }]))
  const content: OrderContent = {
    email: { senderEmailAddress: 'noreply@altinn.cloud', subject: 'Hei', body: 'Hei', contentType: 'Plain' },
    sms: { sender: 'Altinn', body: 'Hei' },
  }
  const read: Orders['read'] = (id) => {
    const row = rows.get(id)
    return Promise.resolve(row && { value: row.value, version: String(row.version) })
  }
  return {
    read,
    readWithContent: async (id) => {
      const stored = await read(id)
      return stored && { ...stored, content }
    },
    update: (value, version) => {
      const row = rows.get(value.id)
      if (row === undefined) return Promise.resolve({ outcome: 'gone' })
      if (String(row.version) !== version) return Promise.resolve({ outcome: 'conflict' })
      rows.set(value.id, { value, version: row.version + 1 })
      return Promise.resolve({ outcome: 'stored', version: String(row.version + 1) })
    },
    insert: () => Promise.reject(new Error('nothing is inserted')),
    erase: () => Promise.reject(new Error('nothing is erased')),
  }
}
