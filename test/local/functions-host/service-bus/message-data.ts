import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import type { TypedData } from '../app/invocation.ts'

interface MessageData {
  readonly cause?: string
  readonly input: TypedData
  readonly metadata: Record<string, TypedData>
}

/** A message as a function of cardinality one gets it. A body or property that reads as JSON reaches it parsed. */
export function oneMessage(message: ServiceBusReceivedMessage): MessageData {
  const metadata: Record<string, TypedData> = {}
  for (const [name, read] of properties) {
    const value = read(message)
    if (value === undefined) continue
    metadata[name] = typeof value === 'string' ? { string: value } : { json: JSON.stringify(value) }
  }
  const cause = message.applicationProperties?.['Diagnostic-Id']
  return { input: { string: bodyText(message) }, metadata, ...(typeof cause === 'string' && { cause }) }
}

/** A batch as a function of cardinality many gets it: the same properties, each an array of one value a message. */
export function manyMessages(messages: readonly ServiceBusReceivedMessage[]): MessageData {
  const metadata: Record<string, TypedData> = {}
  for (const [name, read] of properties) {
    metadata[`${name}Array`] = { json: JSON.stringify(messages.map((message) => read(message) ?? null)) }
  }
  return { input: { collectionString: { string: messages.map(bodyText) } }, metadata }
}

type Read = (message: ServiceBusReceivedMessage) => unknown

/** Names of Microsoft's host; the library lowers their first letter. The doubles are there for old apps, there too. */
const properties: readonly (readonly [string, Read])[] = [
  ['MessageId', (message) => message.messageId],
  // Microsoft's host counts this delivery, the SDK only the ones before it.
  ['DeliveryCount', (message) => (message.deliveryCount ?? 0) + 1],
  ['SequenceNumber', (message) => Number(message.sequenceNumber)],
  ['LockToken', (message) => message.lockToken],
  ['EnqueuedTimeUtc', (message) => message.enqueuedTimeUtc],
  ['EnqueuedTime', (message) => message.enqueuedTimeUtc],
  ['ExpiresAtUtc', (message) => message.expiresAtUtc],
  ['ExpiresAt', (message) => message.expiresAtUtc],
  ['ApplicationProperties', (message) => message.applicationProperties ?? {}],
  ['UserProperties', (message) => message.applicationProperties ?? {}],
  ['CorrelationId', (message) => message.correlationId],
  ['ContentType', (message) => message.contentType],
  ['Subject', (message) => message.subject],
  ['Label', (message) => message.subject],
  ['To', (message) => message.to],
  ['ReplyTo', (message) => message.replyTo],
  ['ReplyToSessionId', (message) => message.replyToSessionId],
  ['SessionId', (message) => message.sessionId],
  ['PartitionKey', (message) => message.partitionKey],
  ['DeadLetterSource', (message) => message.deadLetterSource],
]

function bodyText({ body }: ServiceBusReceivedMessage): string {
  const content: unknown = body
  if (Buffer.isBuffer(content)) return content.toString()
  return typeof content === 'string' ? content : JSON.stringify(content)
}
