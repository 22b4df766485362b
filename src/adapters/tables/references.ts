import { odata, type TableClient } from '@azure/data-tables'
import type { OrderId } from '../../domain/ids.ts'
import type { Hashes, ReferenceKey, References } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import { groupWriter } from './group-writer.ts'
import { keyPart } from './keys.ts'

interface Row {
  readonly order: string
  readonly nonce: string
  readonly writtenAt: Date
}

/**
 * One partition per creator, so that concurrent orders of one creator share their writes. The reference itself may
 * say whom an order is about: only its keyed hash is stored.
 */
export function tableReferences(client: TableClient, hashes: Hashes): References {
  const writer = groupWriter(client)
  const prefixOf = (creator: string, reference: string) => hashes.of(['reference', creator, reference]).toString('hex')
  const keyOf = ({ creator, reference, order, nonce }: ReferenceKey) => ({
    partitionKey: keyPart(creator),
    rowKey: `${prefixOf(creator, reference)}-${order}-${nonce}`,
  })
  return {
    put: (row) => {
      const { order, nonce, writtenAt } = row
      return writer.upsert({ ...keyOf(row), v: 1, order, nonce, writtenAt })
    },
    remove: (row) => writer.remove(keyOf(row)),
    async find(creator, reference) {
      const prefix = prefixOf(creator, reference)
      const [from, below] = [`${prefix}-`, `${prefix}.`]
      const filter = odata`PartitionKey eq ${keyPart(creator)} and RowKey ge ${from} and RowKey lt ${below}`
      const rows = await request(() => Array.fromAsync(client.listEntities<Row>({ queryOptions: { filter } })))
      return rows.map(({ order, nonce, writtenAt }) => ({
        creator,
        reference,
        order: order as OrderId,
        nonce,
        writtenAt,
      }))
    },
  }
}
