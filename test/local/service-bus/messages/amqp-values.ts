import rhea, { type Typed } from 'rhea'

/** Encoded AMQP values (part 1 of the specification), read in place so that a message need not be decoded to be passed on. */

interface Reader {
  read(): Typed
}
interface Writer {
  write(value: Typed): void
  toBuffer(): Buffer
}
const { Reader, Writer } = rhea.types as unknown as {
  Reader: new (buffer: Buffer) => Reader
  Writer: new () => Writer
}

/** Decodes one value. */
export function readValue(bytes: Buffer): Typed {
  try {
    return new Reader(bytes).read()
  } catch (cause) {
    throw new DecodeError('not an AMQP value', { cause })
  }
}

/** Encodes one value. */
export function writeValue(value: Typed): Buffer {
  const writer = new Writer()
  writer.write(value)
  return writer.toBuffer()
}

/** The plain JavaScript value of a decoded one. */
export const plainValue = (value: Typed): unknown => rhea.types.unwrap(value) as unknown

/** The pairs of a decoded map, their values typed as they were. */
export function mapItems(map: Typed | undefined): Map<string, Typed> {
  const items: unknown = map?.value
  const pairs = new Map<string, Typed>()
  if (!Array.isArray(items)) return pairs
  for (let at = 0; at + 1 < items.length; at += 2) {
    const [name, value] = items.slice(at, at + 2) as [Typed, Typed]
    pairs.set(String(name.value), value)
  }
  return pairs
}

export class DecodeError extends Error {}

/** Bytes that follow the type code of fixed-width values, by the code's upper half. */
const fixedWidths: Record<number, number> = { 0x4: 0, 0x5: 1, 0x6: 2, 0x7: 4, 0x8: 8, 0x9: 16 }

/** The offset behind the value that begins at `offset`. */
export function valueEnd(bytes: Buffer, offset: number): number {
  const end = unboundedValueEnd(bytes, offset)
  if (end > bytes.length) throw new DecodeError('a value reaches beyond the end of the message')
  return end
}

function unboundedValueEnd(bytes: Buffer, offset: number): number {
  const code = octet(bytes, offset)
  if (code === 0) return valueEnd(bytes, valueEnd(bytes, offset + 1))
  const half = code >> 4
  const width = fixedWidths[half]
  if (width !== undefined) return offset + 1 + width
  if (half < 0xa) throw new DecodeError(`0x${code.toString(16)} is not an AMQP type`)
  return half % 2 === 0 ? offset + 2 + octet(bytes, offset + 1) : offset + 5 + quad(bytes, offset + 1)
}

export interface Compound {
  readonly count: number
  /** Where the first item begins. */
  readonly start: number
}

/** Head of the list or map that begins at `offset`. */
export function compoundAt(bytes: Buffer, offset: number): Compound {
  switch (octet(bytes, offset)) {
    case 0x45:
      return { count: 0, start: offset + 1 }
    case 0xc0:
    case 0xc1:
      return { count: octet(bytes, offset + 2), start: offset + 3 }
    case 0xd0:
    case 0xd1:
      return { count: quad(bytes, offset + 5), start: offset + 9 }
    default:
      throw new DecodeError('expected a list or a map')
  }
}

export interface Section {
  readonly code: number
  /** Where its descriptor begins. */
  readonly start: number
  /** Where its value begins. */
  readonly value: number
  readonly end: number
}

const sectionNames: Record<string, number> = {
  'amqp:header:list': 0x70,
  'amqp:delivery-annotations:map': 0x71,
  'amqp:message-annotations:map': 0x72,
  'amqp:properties:list': 0x73,
  'amqp:application-properties:map': 0x74,
  'amqp:data:binary': 0x75,
  'amqp:amqp-sequence:list': 0x76,
  'amqp:amqp-value:*': 0x77,
  'amqp:footer:map': 0x78,
}

/** The sections of an encoded message (3.2). */
export function sectionsOf(bytes: Buffer): Section[] {
  const sections: Section[] = []
  let start = 0
  while (start < bytes.length) {
    if (bytes[start] !== 0) throw new DecodeError('expected a message section')
    const value = valueEnd(bytes, start + 1)
    const end = valueEnd(bytes, value)
    sections.push({ code: descriptorCode(bytes, start + 1), start, value, end })
    start = end
  }
  return sections
}

function descriptorCode(bytes: Buffer, offset: number): number {
  if (bytes[offset] === 0x53) return octet(bytes, offset + 1)
  const descriptor = plainValue(readValue(bytes.subarray(offset)))
  const code = typeof descriptor === 'string' ? sectionNames[descriptor] : descriptor
  if (typeof code !== 'number') throw new DecodeError('unknown message section')
  return code
}

function octet(bytes: Buffer, offset: number): number {
  const value = bytes[offset]
  if (value === undefined) throw new DecodeError('the message ends inside a value')
  return value
}

function quad(bytes: Buffer, offset: number): number {
  if (offset + 4 > bytes.length) throw new DecodeError('the message ends inside a value')
  return bytes.readUInt32BE(offset)
}
