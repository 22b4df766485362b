import { chainOf, chunkIdOf, type OrderId, type Part } from '../../domain/ids.ts'
import { partOfChunk, type Chunk } from '../../domain/notification.ts'
import { chunkColumns, type ChunkColumns } from './chunk-columns.ts'

/** A chunk of an order in segments has a row of its own. */
export interface ChunkRow extends ChunkColumns {
  readonly part: string
}

export const chunkKey = (order: OrderId, part: Part) => ({
  partitionKey: chainOf(order),
  rowKey: chunkIdOf(order, part),
})

export function chunkRow(order: OrderId, chunk: Chunk) {
  const part = partOfChunk(chunk)
  return { ...chunkKey(order, part), part: `${part.segment}.${part.chunk}`, ...chunkColumns(chunk) }
}
