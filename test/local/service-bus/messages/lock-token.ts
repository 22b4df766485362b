/** Lock tokens travel in two orders of bytes: as .NET writes a GUID (delivery tags) and as RFC 9562 does (AMQP uuids). */

export const tokenToUuid = (token: string): Buffer => Buffer.from(token.replaceAll('-', ''), 'hex')

export function uuidToToken(uuid: Buffer): string {
  const digits = uuid.toString('hex')
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

/** The first three groups of digits in little-endian order. */
export function tokenToDeliveryTag(token: string): Buffer {
  const bytes = tokenToUuid(token)
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}
