import rhea, { type Typed } from 'rhea'
import { compoundAt, DecodeError, readValue, sectionsOf } from '../messages/amqp-values.ts'
import { section } from '../messages/encoded-message.ts'
import { uuidToToken } from '../messages/lock-token.ts'

/** A request of the management or the $cbs node, decoded. */
export interface Request {
  /** Still typed, since the answer has to repeat it exactly. */
  readonly messageId: Typed | undefined
  readonly replyTo: string | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly description?: string
  /** An AMQP error condition. */
  readonly condition?: string
  readonly body?: Readonly<Record<string, unknown>>
}

/** @throws DecodeError */
export function decodeRequest(bytes: Buffer): Request {
  const message = decode(bytes) as Record<string, unknown>
  return {
    messageId: messageIdOf(bytes),
    replyTo: message['reply_to'] as string | undefined,
    properties: (message['application_properties'] ?? {}) as Record<string, unknown>,
    body: message['body'],
  }
}

function decode(bytes: Buffer): unknown {
  try {
    return rhea.message.decode(bytes)
  } catch (cause) {
    throw new DecodeError('the request is not a message', { cause })
  }
}

function messageIdOf(bytes: Buffer): Typed | undefined {
  const properties = sectionsOf(bytes).find(({ code }) => code === section.properties)
  if (properties === undefined) return undefined
  const { count, start } = compoundAt(bytes, properties.value)
  return count === 0 ? undefined : readValue(bytes.subarray(start))
}

/** The property names differ between the two nodes. */
export interface AnswerNames {
  readonly status: string
  readonly description: string
  readonly condition: string
}

export function encodeAnswer(request: Request, answer: Answer, names: AnswerNames): Buffer {
  const message = {
    ...(request.messageId !== undefined && { correlation_id: request.messageId }),
    application_properties: {
      [names.status]: rhea.types.wrap_int(answer.status),
      [names.description]: answer.description ?? 'OK',
      ...(answer.condition !== undefined && { [names.condition]: rhea.types.wrap_symbol(answer.condition) }),
    },
    body: answer.body ?? {},
  }
  return rhea.message.encode(message)
}

/** Fields of a request's body; each throws DecodeError when the field is absent or of another type. */

const map = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}

export const field = (body: unknown, name: string): unknown => map(body)[name]

export function listField(body: unknown, name: string): unknown[] {
  const list = field(body, name)
  if (!Array.isArray(list)) throw new DecodeError(`${name} is not a list`)
  return list as unknown[]
}

export function textField(body: unknown, name: string): string {
  const text = field(body, name)
  if (typeof text !== 'string') throw new DecodeError(`${name} is not a string`)
  return text
}

export const numberField = (body: unknown, name: string): number => asNumber(field(body, name), name)

export const sequenceNumbers = (body: unknown): number[] =>
  listField(body, 'sequence-numbers').map((number) => asNumber(number, 'sequence-numbers'))

/** rhea hands over a long that no JavaScript number can hold as its eight bytes. */
function asNumber(value: unknown, name: string): number {
  if (Buffer.isBuffer(value) && value.length === 8) return Number(value.readBigInt64BE())
  if (typeof value !== 'number') throw new DecodeError(`${name} is not a number`)
  return value
}

export const lockTokens = (body: unknown): string[] =>
  listField(body, 'lock-tokens').map((token) => {
    if (!Buffer.isBuffer(token) || token.length !== 16) throw new DecodeError('a lock token is not a uuid')
    return uuidToToken(token)
  })

const longCode = 0x81
const timestampCode = 0x83

export const longs = (numbers: readonly number[]): Typed => rhea.types.wrap_array(numbers, longCode, undefined)
export const timestamps = (times: readonly number[]): Typed => rhea.types.wrap_array(times, timestampCode, undefined)
export const uuid = (bytes: Buffer): Typed => rhea.types.wrap_uuid(bytes)
