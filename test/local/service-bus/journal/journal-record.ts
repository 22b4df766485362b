import { crc32 } from 'node:zlib'
import type { MessageState } from '../queue/queue-message.ts'

/** What the journal keeps of a message beside its encoded content. */
export interface KeptMessage {
  readonly sequenceNumber: number
  readonly enqueuedAt: number
  /** Left out when it lives for ever. */
  readonly expiresAt?: number
  readonly deliveryCount: number
  readonly state: MessageState
  readonly scheduledFor?: number
  readonly enqueuedSequenceNumber?: number
  readonly deadLettered?: boolean
}

/** Every record says how something is, not how it changed: to apply it twice, or late, does no harm. */
export type JournalRecord =
  /** The content follows; `arrivedAt` when it has just come in. */
  | { readonly kind: 'put'; readonly queue: string; readonly message: KeptMessage; readonly arrivedAt?: number }
  | { readonly kind: 'mark'; readonly queue: string; readonly message: KeptMessage }
  /** The scheduled message goes, and the other one has its content. */
  | { readonly kind: 'activate'; readonly queue: string; readonly scheduled: number; readonly message: KeptMessage }
  | { readonly kind: 'remove'; readonly queue: string; readonly sequenceNumber: number }
  | { readonly kind: 'seen'; readonly queue: string; readonly messageId: string; readonly at: number }
  | { readonly kind: 'last'; readonly queue: string; readonly sequenceNumber: number }

export interface Entry {
  readonly record: JournalRecord
  readonly content: Buffer
}

/** Length of what follows the head, its checksum, length of the JSON in it. */
const headBytes = 10

export const noContent: Buffer = Buffer.alloc(0)

/** An entry on disk: head, record as JSON, content. */
export function encodeEntry({ record, content }: Entry): Buffer {
  const json = Buffer.from(JSON.stringify(record))
  const entry = Buffer.allocUnsafe(headBytes + json.length + content.length)
  json.copy(entry, headBytes)
  content.copy(entry, headBytes + json.length)
  entry.writeUInt32BE(entry.length - headBytes, 0)
  entry.writeUInt32BE(crc32(entry.subarray(headBytes)), 4)
  entry.writeUInt16BE(json.length, 8)
  return entry
}

/** The entries of a file up to its end, or to the entry that a dying process did not finish. */
export function* decodeEntries(file: Buffer): Generator<Entry> {
  let offset = 0
  while (offset + headBytes <= file.length) {
    const start = offset + headBytes
    const end = start + file.readUInt32BE(offset)
    if (end > file.length || crc32(file.subarray(start, end)) !== file.readUInt32BE(offset + 4)) return
    const content = start + file.readUInt16BE(offset + 8)
    yield {
      record: JSON.parse(file.toString('utf8', start, content)) as JournalRecord,
      content: file.subarray(content, end),
    }
    offset = end
  }
}
