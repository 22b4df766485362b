import { randomUUID } from 'node:crypto'
import { compoundAt, DecodeError, plainValue, readValue, sectionsOf, valueEnd, type Section } from './amqp-values.ts'

/** Section codes (AMQP 1.0, 3.2). */
export const section = {
  header: 0x70,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
} as const

/** A message as its sender encoded it, with what the broker has to know of it. */
export interface EncodedMessage {
  readonly bytes: Buffer
  readonly durable: boolean
  readonly priority?: number
  /** Milliseconds. */
  readonly timeToLive?: number
  /** The sender's own annotations: encoded pairs of symbol and value. */
  readonly annotations: Buffer
  readonly annotationCount: number
  /** Equal exactly when two message ids are. */
  readonly messageId: string
  /** Milliseconds since 1970. */
  readonly scheduledFor?: number
  /** Where the part begins that no intermediary may touch: properties to footer. */
  readonly bareStart: number
}

/** Annotations that only the broker writes. */
const ownAnnotations = new Set([
  'x-opt-enqueued-time',
  'x-opt-sequence-number',
  'x-opt-locked-until',
  'x-opt-enqueue-sequence-number',
  'x-opt-message-state',
  'x-opt-deadletter-source',
])

/** @throws DecodeError */
export function parseMessage(bytes: Buffer): EncodedMessage {
  const sections = sectionsOf(bytes)
  const find = (code: number) => sections.find((candidate) => candidate.code === code)
  const bareStart = sections.find(({ code }) => code >= section.properties)?.start
  if (bareStart === undefined) throw new DecodeError('the message has no body')
  const properties = find(section.properties)
  const messageId = properties && messageIdOf(bytes, properties)
  if (messageId === undefined) return parseMessage(withMessageId(bytes, properties, bareStart))
  return {
    bytes,
    bareStart,
    messageId,
    ...headerOf(bytes, find(section.header)),
    ...annotationsOf(bytes, find(section.messageAnnotations)),
  }
}

function headerOf(bytes: Buffer, header: Section | undefined) {
  const fields =
    header === undefined ? [] : (plainValue(readValue(bytes.subarray(header.value, header.end))) as unknown[])
  const [durable, priority, timeToLive] = fields
  return {
    durable: durable === true,
    ...(typeof priority === 'number' && { priority }),
    ...(typeof timeToLive === 'number' && { timeToLive }),
  }
}

const none = Buffer.alloc(0)

function annotationsOf(bytes: Buffer, annotations: Section | undefined) {
  if (annotations === undefined) return { annotations: none, annotationCount: 0 }
  const { count, start } = compoundAt(bytes, annotations.value)
  const kept: Buffer[] = []
  let scheduledFor: number | undefined
  let offset = start
  for (let pair = 0; pair < count / 2; pair++) {
    const value = valueEnd(bytes, offset)
    const end = valueEnd(bytes, value)
    const name = plainValue(readValue(bytes.subarray(offset, value))) as string
    if (name === 'x-opt-scheduled-enqueue-time') scheduledFor = timeAt(bytes.subarray(value, end))
    if (!ownAnnotations.has(name)) kept.push(bytes.subarray(offset, end))
    offset = end
  }
  return {
    annotations: kept.length === count / 2 ? bytes.subarray(start, offset) : Buffer.concat(kept),
    annotationCount: kept.length,
    ...(scheduledFor !== undefined && { scheduledFor }),
  }
}

/** Clients write times as timestamps or, some, as plain numbers. */
function timeAt(bytes: Buffer): number | undefined {
  const time = plainValue(readValue(bytes))
  if (time instanceof Date) return time.getTime()
  return typeof time === 'number' ? time : undefined
}

function messageIdOf(bytes: Buffer, properties: Section): string | undefined {
  const { count, start } = compoundAt(bytes, properties.value)
  if (count === 0 || bytes[start] === 0x40) return undefined
  const end = valueEnd(bytes, start)
  const code = bytes[start]
  if (code === 0xa1) return bytes.toString('utf8', start + 2, end)
  if (code === 0xb1) return bytes.toString('utf8', start + 5, end)
  return `${String(code)}:${bytes.toString('hex', start + 1, end)}`
}

/** The service gives a message without id one of 32 hexadecimal digits; the JavaScript SDK cannot settle one without. */
function withMessageId(bytes: Buffer, properties: Section | undefined, bareStart: number): Buffer {
  const id = Buffer.from(randomUUID().replaceAll('-', ''))
  const items: Buffer[] = [Buffer.from([0xa1, id.length]), id]
  let count = 1
  if (properties !== undefined) {
    const list = compoundAt(bytes, properties.value)
    count = Math.max(list.count, 1)
    if (list.count > 0) items.push(bytes.subarray(valueEnd(bytes, list.start), properties.end))
  }
  const value = Buffer.concat(items)
  const head = Buffer.from([0x00, 0x53, section.properties, 0xd0, 0, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt32BE(value.length + 4, 4)
  head.writeUInt32BE(count, 8)
  return Buffer.concat([bytes.subarray(0, bareStart), head, value, bytes.subarray(properties?.end ?? bareStart)])
}
