import { section, type EncodedMessage } from './encoded-message.ts'

/** What the broker writes into a message that it hands out; times are milliseconds since 1970. */
export interface Stamps {
  readonly deliveryCount: number
  readonly enqueuedAt: number
  readonly expiresAt: number
  readonly sequenceNumber: number
  readonly lockedUntil?: number
  readonly enqueuedSequenceNumber?: number
  readonly state?: number
  readonly deadLetterSource?: string
}

/** Header and annotations anew, the bare message untouched. */
export function encodeDelivered(message: EncodedMessage, stamps: Stamps): Buffer {
  const bare = message.bytes.subarray(message.bareStart)
  return Buffer.concat([header(message, stamps), annotations(message, stamps), bare])
}

function header(message: EncodedMessage, stamps: Stamps): Buffer {
  const timeToLive = stamps.expiresAt - stamps.enqueuedAt
  const fields = [
    Buffer.from([message.durable ? 0x41 : 0x42]),
    message.priority === undefined ? nothing : Buffer.from([0x50, message.priority]),
    timeToLive <= 0xffffffff ? uint(timeToLive) : nothing,
    Buffer.from([0x42]),
    uint(stamps.deliveryCount),
  ]
  const list = Buffer.concat(fields)
  return Buffer.concat([Buffer.from([0x00, 0x53, section.header, 0xc0, list.length + 1, fields.length]), list])
}

const nothing = Buffer.from([0x40])

function uint(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(5)
  bytes[0] = 0x70
  bytes.writeUInt32BE(value, 1)
  return bytes
}

const timestamp = 0x83
const long = 0x81

function annotations(message: EncodedMessage, stamps: Stamps): Buffer {
  const pairs = [
    pair('x-opt-enqueued-time', eightBytes(timestamp, stamps.enqueuedAt)),
    pair('x-opt-sequence-number', eightBytes(long, stamps.sequenceNumber)),
  ]
  if (stamps.lockedUntil !== undefined)
    pairs.push(pair('x-opt-locked-until', eightBytes(timestamp, stamps.lockedUntil)))
  if (stamps.enqueuedSequenceNumber !== undefined)
    pairs.push(pair('x-opt-enqueue-sequence-number', eightBytes(long, stamps.enqueuedSequenceNumber)))
  if (stamps.state !== undefined) pairs.push(pair('x-opt-message-state', Buffer.from([0x54, stamps.state])))
  if (stamps.deadLetterSource !== undefined) pairs.push(pair('x-opt-deadletter-source', text(stamps.deadLetterSource)))
  const own = Buffer.concat(pairs)
  const head = Buffer.from([0x00, 0x53, section.messageAnnotations, 0xd1, 0, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt32BE(4 + own.length + message.annotations.length, 4)
  head.writeUInt32BE(2 * (pairs.length + message.annotationCount), 8)
  return Buffer.concat([head, own, message.annotations])
}

const symbols = new Map<string, Buffer>()

function pair(name: string, value: Buffer): Buffer {
  let symbol = symbols.get(name)
  if (symbol === undefined) {
    symbol = Buffer.from([0xa3, name.length, ...Buffer.from(name)])
    symbols.set(name, symbol)
  }
  return Buffer.concat([symbol, value])
}

function eightBytes(code: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(9)
  bytes[0] = code
  bytes.writeBigInt64BE(BigInt(value), 1)
  return bytes
}

function text(value: string): Buffer {
  const utf8 = Buffer.from(value)
  return Buffer.concat([Buffer.from([0xa1, utf8.length]), utf8])
}
