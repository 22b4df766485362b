import type { Chunk } from '../../domain/notification.ts'
import { gather, pack, spread, unpack } from './packing.ts'

/** A chunk of few notifications is text that people can read; a large one is packed into several properties. */
export interface ChunkColumns {
  readonly chunk: string
  /** How many packed properties hold it; those of an earlier, longer form stay behind and are not read. */
  readonly chunkPieces: number
}

const mostCharacters = 30_000
const mostPieces = 8

export const chunkColumnNames = [
  'chunk',
  'chunkPieces',
  ...Array.from({ length: mostPieces }, (_, i) => `chunkPiece${i}`),
]

const dates = ['at', 'attemptedAt', 'claimedAt', 'leaseUntil']

export function chunkColumns(chunk: Chunk): ChunkColumns & Record<string, unknown> {
  const text = JSON.stringify(chunk)
  if (text.length <= mostCharacters) return { chunk: text, chunkPieces: 0 }
  const pieces = spread('chunkPiece', pack(chunk))
  return { chunk: '', chunkPieces: Object.keys(pieces).length, ...pieces }
}

export function chunkFrom(row: ChunkColumns): Chunk {
  if (row.chunk !== '') return JSON.parse(row.chunk, reviveDates) as Chunk
  return unpack(gather('chunkPiece', row as object as Record<string, unknown>, row.chunkPieces), dates) as Chunk
}

const reviveDates = (name: string, value: unknown) => (dates.includes(name) ? new Date(value as string) : value)
