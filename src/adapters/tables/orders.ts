import type { TableClient, TableEntityResult, UpdateMode } from '@azure/data-tables'
import type { OrderId } from '../../domain/ids.ts'
import type { NewOrder } from '../../domain/new-order.ts'
import { isWhole, type StoredOrder } from '../../domain/order.ts'
import type { Orders, Update } from '../../use-cases/ports.ts'
import { checkSize } from './entity-size.ts'
import { request } from './errors.ts'
import { tableOrderParts } from './order-parts.ts'
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
  const parts = tableOrderParts(client)
  return {
    ...parts,
    insert: (orders) => request(() => create(client, orders), { 409: 'exists' as const }),
    async read(id) {
      const row = await get(client, id, lifeColumns)
      return row && { value: orderFrom(row), version: row.etag }
    },
    async readWithContent(id) {
      const row = await get(client, id)
      return row && { value: orderFrom(row), version: row.etag, content: contentFrom(row) }
    },
    update: (order, version) =>
      isWhole(order) && order.segments !== undefined
        ? parts.updateParts([{ value: order, version }])
        : write(client, order, { row: mergeRow(order), version, mode: 'Merge' }),
    replace: (placed, version) => write(client, placed.order, { row: insertRow(placed), version, mode: 'Replace' }),
    async erase(order, version) {
      const row = await get(client, order.id)
      if (row === undefined) return { outcome: 'gone' }
      if (order.segments !== undefined) await parts.removeParts(order.id)
      const pieces = Object.keys(row).filter((name) => /^(content|recipients|chunkPiece)\d+$/.test(name))
      return write(client, order, { row: erasedRow(order, pieces), version, mode: 'Merge' })
    },
  }
}

/** A chain of one needs no transaction. */
async function create(client: TableClient, orders: readonly NewOrder[]): Promise<'inserted'> {
  const rows = orders.map((order) => checkSize(insertRow(order)))
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

interface Writing {
  readonly row: ReturnType<typeof mergeRow>
  readonly version: string
  readonly mode: UpdateMode
}

async function write(client: TableClient, { state }: StoredOrder, { row, version, mode }: Writing): Promise<Update> {
  const answer = await request(() => client.updateEntity(checkSize(row), mode, { etag: version }), {
    404: 'gone' as const,
    412: 'conflict' as const,
  })
  return typeof answer === 'string' ? { outcome: answer } : { outcome: 'stored', version: answer.etag ?? '', state }
}
