import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** A binary property holds at most 64 KiB; a little less leaves room for what Azure counts besides. */
const pieceBytes = 60 * 1024
/** Below this, compressing costs more than it saves. */
const worthCompressingBytes = 2 * 1024

const plain = 0
const deflated = 1

/** JSON as bytes with a leading byte that names the form; large values are compressed. */
export function pack(value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value))
  return json.length < worthCompressingBytes
    ? Buffer.concat([Buffer.of(plain), json])
    : Buffer.concat([Buffer.of(deflated), deflateRawSync(json)])
}

/** @param dates names of members that hold times */
export function unpack(bytes: Uint8Array, dates: readonly string[] = []): unknown {
  const body = bytes[0] === deflated ? inflateRawSync(bytes.subarray(1)) : bytes.subarray(1)
  return JSON.parse(Buffer.from(body).toString(), (name, value: unknown) =>
    typeof value === 'string' && dates.includes(name) ? new Date(value) : value,
  )
}

/** Spreads bytes over properties `name0`, `name1` … */
export function spread(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  const pieces = Math.max(1, Math.ceil(bytes.length / pieceBytes))
  return Object.fromEntries(
    Array.from({ length: pieces }, (_, i) => [`${name}${i}`, bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes)]),
  )
}

/** The bytes that `spread` took apart; of `most` properties where there may be stale ones behind them. */
export function gather(name: string, entity: Readonly<Record<string, unknown>>, most = Infinity): Uint8Array {
  const pieces: Uint8Array[] = []
  for (let i = 0; i < most && entity[`${name}${i}`] instanceof Uint8Array; i++) {
    pieces.push(entity[`${name}${i}`] as Uint8Array)
  }
  return Buffer.concat(pieces)
}
