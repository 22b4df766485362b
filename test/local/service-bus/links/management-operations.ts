import { DecodeError } from '../messages/amqp-values.ts'
import { parseMessage } from '../messages/encoded-message.ts'
import { tokenToUuid } from '../messages/lock-token.ts'
import type { Lock } from '../queue/locks.ts'
import type { PropertyChanges, Settlement } from '../queue/queue-message.ts'
import { cancelScheduled, enqueue } from '../queue/queue.ts'
import { peek, renew, settle, takeDeferred } from '../queue/sub-queue.ts'
import type { Entity } from './entities.ts'
import { handedOut } from './handed-out.ts'
import {
  field,
  listField,
  lockTokens,
  longs,
  numberField,
  sequenceNumbers,
  textField,
  timestamps,
  uuid,
  type Answer,
} from './management-request.ts'
import { lockLost } from './receiver-link.ts'

type Operation = (entity: Entity, body: unknown) => Answer

/** Operations of the $management node of a queue. Names and shapes are Service Bus's own. */
export const managementOperations: Readonly<Record<string, Operation>> = {
  'com.microsoft:renew-lock': renewLock,
  'com.microsoft:schedule-message': scheduleMessages,
  'com.microsoft:cancel-scheduled-message': cancelScheduledMessages,
  'com.microsoft:peek-message': peekMessages,
  'com.microsoft:receive-by-sequence-number': receiveBySequenceNumber,
  'com.microsoft:update-disposition': updateDisposition,
}

const longestAnswerBytes = 1_048_576

const gone: Answer = { status: 410, ...lockLost }
const notFound: Answer = {
  status: 404,
  condition: 'com.microsoft:message-not-found',
  description: 'The messages do not exist, or are not in a state that allows this.',
}

function renewLock({ dispatcher }: Entity, body: unknown): Answer {
  const expirations = renew(dispatcher.queue, lockTokens(body))
  return expirations === undefined ? gone : { status: 200, body: { expirations: timestamps(expirations) } }
}

function scheduleMessages({ queue, isDeadLetters }: Entity, body: unknown): Answer {
  if (isDeadLetters)
    return { status: 400, condition: 'amqp:not-allowed', description: 'Nothing is sent to dead letters.' }
  const messages = listField(body, 'messages').map((entry) => parseMessage(Buffer.from(bytesField(entry, 'message'))))
  const numbers = messages.map((message) => enqueue(queue, message))
  return { status: 200, body: { 'sequence-numbers': longs(numbers) } }
}

function bytesField(body: unknown, name: string): Buffer {
  const bytes = field(body, name)
  if (!Buffer.isBuffer(bytes)) throw new DecodeError(`${name} is not binary`)
  return bytes
}

function cancelScheduledMessages({ queue }: Entity, body: unknown): Answer {
  return cancelScheduled(queue, sequenceNumbers(body)) ? { status: 200 } : notFound
}

function peekMessages({ queue, dispatcher }: Entity, body: unknown): Answer {
  const found = peek(dispatcher.queue, numberField(body, 'from-sequence-number'), numberField(body, 'message-count'))
  if (found.length === 0)
    return { status: 204, condition: 'com.microsoft:message-not-found', description: 'No messages.' }
  const encoded = withinAnswer(found.map((message) => handedOut(queue, message)))
  return { status: 200, body: { messages: encoded.map((message) => ({ message })) } }
}

/** Whoever peeks goes on from the last message he got; one is always given. */
function withinAnswer(messages: Buffer[]): Buffer[] {
  let bytes = 0
  return messages.filter(({ length }, index) => (bytes += length) <= longestAnswerBytes || index === 0)
}

/** Deferred messages: locked in mode 1, gone in mode 0. */
function receiveBySequenceNumber({ queue, dispatcher }: Entity, body: unknown): Answer {
  const forGood = field(body, 'receiver-settle-mode') === 0
  const locks = takeDeferred(dispatcher.queue, sequenceNumbers(body))
  if (locks === undefined) return notFound
  queue.counts.delivered += locks.length
  const entry = (lock: Lock) => ({
    message: handedOut(queue, lock.message, lock),
    'lock-token': uuid(tokenToUuid(lock.token)),
  })
  const messages = locks.map(entry)
  if (forGood) for (const { token } of locks) settle(dispatcher.queue, token, { kind: 'complete' })
  return { status: 200, body: { messages } }
}

function updateDisposition({ dispatcher }: Entity, body: unknown): Answer {
  const settlement = settlementIn(body)
  const settled = lockTokens(body).map((token) => settle(dispatcher.queue, token, settlement))
  return settled.every(Boolean) ? { status: 200 } : gone
}

function settlementIn(body: unknown): Settlement {
  const status = textField(body, 'disposition-status')
  const properties = (field(body, 'properties-to-modify') ?? {}) as PropertyChanges
  switch (status) {
    case 'completed':
      return { kind: 'complete' }
    case 'abandoned':
      return { kind: 'abandon', properties }
    // The service's own spelling.
    case 'defered':
      return { kind: 'defer', properties }
    case 'suspended':
      return { kind: 'deadLetter', properties: { ...properties, ...reasonsIn(body) } }
    default:
      throw new DecodeError(`${status} is not a disposition`)
  }
}

function reasonsIn(body: unknown): PropertyChanges {
  const reason = field(body, 'deadletter-reason')
  const description = field(body, 'deadletter-description')
  return {
    ...(typeof reason === 'string' && { DeadLetterReason: reason }),
    ...(typeof description === 'string' && { DeadLetterErrorDescription: description }),
  }
}
