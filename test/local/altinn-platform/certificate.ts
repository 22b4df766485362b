import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto'

/** A DER value: tag, length, content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content])
}

function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const sha256WithRsa = sequence(oid('2a864886f70d01010b'), der(0x05))
const commonName = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
/** UTCTime, which has two digits of the year. */
const time = (date: Date) =>
  der(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .slice(2)
        .replace(/[-T:]|\.\d+/g, ''),
    ),
  )

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/** A self-signed X.509 certificate of an RSA key, valid for ten years; RFC 5280, section 4.1, without extensions. */
export function selfSignedCertificate(name: string, privateKey: KeyObject, now = Date.now()): Buffer {
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)])
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    sha256WithRsa,
    commonName(name),
    sequence(time(new Date(now - YEAR_MS)), time(new Date(now + 10 * YEAR_MS))),
    commonName(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', content, privateKey)
  return sequence(content, sha256WithRsa, der(0x03, Buffer.from([0]), signature))
}
