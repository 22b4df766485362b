import type { TableClient } from '@azure/data-tables'
import type { Hashes, ReferenceRow, References } from '../../use-cases/ports.ts'
import { groupWriter } from './group-writer.ts'
import { keyPart } from './keys.ts'

/**
 * One partition per creator, so that concurrent orders of one creator share their writes. The reference itself may
 * say whom an order is about: only its keyed hash is stored.
 */
export function tableReferences(client: TableClient, hashes: Hashes): References {
  const writer = groupWriter(client)
  const keyOf = ({ creator, reference, order, nonce }: ReferenceRow) => ({
    partitionKey: keyPart(creator),
    rowKey: `${hashes.of(['reference', creator, reference]).toString('hex')}-${order}-${nonce}`,
  })
  return {
    put: (row) => writer.upsert({ ...keyOf(row), v: 1, order: row.order, nonce: row.nonce }),
    remove: (row) => writer.remove(keyOf(row)),
  }
}
