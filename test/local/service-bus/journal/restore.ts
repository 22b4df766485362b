import { parseMessage } from '../messages/encoded-message.ts'
import { admit } from '../queue/admission.ts'
import type { QueueMessage } from '../queue/queue-message.ts'
import type { Queue } from '../queue/queue-state.ts'
import { noContent, type Entry, type JournalRecord, type KeptMessage } from './journal-record.ts'

interface Kept {
  readonly message: KeptMessage
  readonly content: Buffer
}

/** Brings queues back to what the journal says. Entries of queues that are no longer described are left out. */
export function restore(queues: ReadonlyMap<string, Queue>, entries: Iterable<Entry>): void {
  const kept = new Map<Queue, Map<number, Kept>>()
  for (const { record, content } of entries) {
    const queue = queues.get(record.queue)
    if (queue === undefined) continue
    const messages = kept.get(queue) ?? new Map<number, Kept>()
    kept.set(queue, messages)
    applyToMessages(messages, record, content)
    applyToQueue(queue, record, content)
  }
  for (const [queue, messages] of kept) {
    for (const { message, content } of messages.values()) admit(queue, messageOf(message, content))
    queue.history.forgetExpired(queue.now())
  }
}

function applyToMessages(messages: Map<number, Kept>, record: JournalRecord, content: Buffer): void {
  if (record.kind === 'put') messages.set(record.message.sequenceNumber, { message: record.message, content })
  if (record.kind === 'mark') replace(messages, record.message.sequenceNumber, record.message)
  if (record.kind === 'activate') replace(messages, record.scheduled, record.message)
  if (record.kind === 'remove') messages.delete(record.sequenceNumber)
}

/** The content stays. A message that is not there was removed later on: the snapshot already knew. */
function replace(messages: Map<number, Kept>, sequenceNumber: number, message: KeptMessage): void {
  const old = messages.get(sequenceNumber)
  if (old === undefined) return
  messages.delete(sequenceNumber)
  messages.set(message.sequenceNumber, { message, content: old.content })
}

function applyToQueue(queue: Queue, record: JournalRecord, content: Buffer): void {
  if (record.kind === 'seen') queue.history.note(record.messageId, record.at)
  if (record.kind === 'put' && record.arrivedAt !== undefined && queue.rules.duplicateWindowMilliseconds > 0)
    queue.history.note(parseMessage(content).messageId, record.arrivedAt)
  const number =
    'message' in record ? record.message.sequenceNumber : 'sequenceNumber' in record ? record.sequenceNumber : 0
  queue.lastSequenceNumber = Math.max(queue.lastSequenceNumber, number)
}

const messageOf = (kept: KeptMessage, content: Buffer): QueueMessage => ({
  ...kept,
  expiresAt: kept.expiresAt ?? Infinity,
  // Copied, because what was read is a part of the whole file, which would be kept with it.
  content: parseMessage(Buffer.from(content)),
})

export function keptMessage({ content: _content, expiresAt, ...message }: QueueMessage): KeptMessage {
  return expiresAt === Infinity ? message : { ...message, expiresAt }
}

/**
 * The whole state of the queues, in entries that `restore` understands. What comes while it is being looked at is left
 * to the journal: else a snapshot would never end under load.
 */
export function* snapshot(queues: Iterable<Queue>): Generator<Entry> {
  for (const queue of queues) {
    for (const [messageId, at] of [...queue.history.entries()])
      yield { record: { kind: 'seen', queue: queue.name, messageId, at }, content: noContent }
    for (const { messages } of [queue.main, queue.deadLetters])
      for (const message of [...messages.values()])
        yield {
          record: { kind: 'put', queue: queue.name, message: keptMessage(message) },
          content: message.content.bytes,
        }
    yield { record: { kind: 'last', queue: queue.name, sequenceNumber: queue.lastSequenceNumber }, content: noContent }
  }
}
