import type { TableClient, TableEntityResult } from '@azure/data-tables'
import type { OrderId } from '../../domain/ids.ts'
import type { Order } from '../../domain/order.ts'
import type { Orders, Update } from '../../use-cases/ports.ts'
import { checkSize } from './entity-size.ts'
import { request } from './errors.ts'
import {
  contentFrom,
  erasedRow,
  insertRow,
  lifeColumns,
  mergeRow,
  orderFrom,
  orderKey,
  type OrderRow,
} from './order-row.ts'

export function tableOrders(client: TableClient): Orders {
  return {
    insert: (orders) =>
      request(
        () =>
          create(
            client,
            orders.map(({ order, content }) => checkSize(insertRow(order, content))),
          ),
        {
          409: 'exists' as const,
        },
      ),
    async read(id) {
      const row = await get(client, id, lifeColumns)
      return row && { value: orderFrom(row), version: row.etag }
    },
    async readWithContent(id) {
      const row = await get(client, id)
      return row && { value: orderFrom(row), version: row.etag, content: contentFrom(row) }
    },
    update: (order, version) => merge(client, mergeRow(order), version),
    async erase(order: Order, version) {
      const row = await get(client, order.id)
      if (row === undefined) return { outcome: 'gone' }
      const pieces = Object.keys(row).filter((name) => /^(content|chunkPiece)\d+$/.test(name))
      return merge(client, erasedRow(order, pieces), version)
    },
  }
}

/** A chain of one needs no transaction. */
async function create(client: TableClient, rows: readonly ReturnType<typeof insertRow>[]): Promise<'inserted'> {
  const [first, ...others] = rows
  if (first !== undefined && others.length === 0) await client.createEntity(first)
  else await client.submitTransaction(rows.map((row) => ['create', { ...row }]))
  return 'inserted'
}

async function get(
  client: TableClient,
  id: OrderId,
  select?: string[],
): Promise<TableEntityResult<OrderRow> | undefined> {
  const { partitionKey, rowKey } = orderKey(id)
  const queryOptions = select === undefined ? {} : { queryOptions: { select } }
  return request(() => client.getEntity<OrderRow>(partitionKey, rowKey, queryOptions), { 404: undefined })
}

async function merge(client: TableClient, row: ReturnType<typeof mergeRow>, version: string): Promise<Update> {
  const answer = await request(() => client.updateEntity(checkSize(row), 'Merge', { etag: version }), {
    404: 'gone' as const,
    412: 'conflict' as const,
  })
  return typeof answer === 'string' ? { outcome: answer } : { outcome: 'stored', version: answer.etag ?? '' }
}
