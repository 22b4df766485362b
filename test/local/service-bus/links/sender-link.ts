import type { AmqpError } from 'rhea'
import { DecodeError } from '../messages/amqp-values.ts'
import { parseMessage, type EncodedMessage } from '../messages/encoded-message.ts'
import { messagesOfBatch } from '../messages/message-batch.ts'
import { enqueue } from '../queue/queue.ts'
import { accepted, rejected, type ClientSender, type LinkEvent } from './amqp.ts'
import type { Entity } from './entities.ts'

/** A message whose data sections are messages. */
const batchFormat = 0x80013700

/** Transfers that a sender may have on their way; the SDK sleeps for a second when there is no credit. */
const creditWindow = 1000

/** Serves a client that sends to a queue: takes messages in, and accepts them when they are written. */
export function serveSender(link: ClientSender, entity: Entity, maxMessageSize: number): void {
  // Without it the SDK's batches never say that they are full.
  link.local.attach.max_message_size = maxMessageSize
  link.on('transfer', () => entity.queue.counts.transfers++)
  link.on('message', ({ message, delivery }: LinkEvent) => {
    const refusal = takeIn(entity, { message, isBatch: delivery.format === batchFormat, maxMessageSize })
    if (refusal !== undefined) delivery.update(true, rejected(refusal))
    else entity.journal.whenWritten(() => delivery.update(true, accepted()))
  })
  link.set_credit_window(creditWindow)
  link.add_credit(creditWindow)
}

interface Arrival {
  readonly message: Buffer
  readonly isBatch: boolean
  readonly maxMessageSize: number
}

/** All or nothing; answers why it was nothing. */
function takeIn({ queue }: Entity, { message, isBatch, maxMessageSize }: Arrival): AmqpError | undefined {
  if (message.length > maxMessageSize) return tooLarge(message.length, maxMessageSize)
  const parsed = parseAll(message, isBatch)
  if (parsed instanceof DecodeError) return { condition: 'amqp:decode-error', description: parsed.message }
  for (const content of parsed) enqueue(queue, content)
  return undefined
}

function parseAll(message: Buffer, isBatch: boolean): EncodedMessage[] | DecodeError {
  try {
    const messages = isBatch ? messagesOfBatch(message) : [message]
    // Copied, because what came in is a part of a larger buffer that would be kept with it.
    return messages.map((bytes) => parseMessage(Buffer.from(bytes)))
  } catch (error) {
    if (error instanceof DecodeError) return error
    throw error
  }
}

const tooLarge = (size: number, limit: number): AmqpError => ({
  condition: 'amqp:link:message-size-exceeded',
  description: `The received message (size:${size} bytes) exceeds the limit (${limit} bytes) currently allowed on the link.`,
})
