import type { HttpRequest } from '@azure/functions'

export type BodyBytes =
  | { readonly outcome: 'read'; readonly bytes: Buffer }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'broken' }

type Incoming = Pick<HttpRequest, 'body' | 'headers'>

/** Reads the body up to a limit, without trusting the length that the request claims. */
export async function readBody({ body, headers }: Incoming, limitBytes: number): Promise<BodyBytes> {
  if (Number(headers.get('content-length') ?? 0) > limitBytes) return { outcome: 'too-large' }
  if (body === null) return { outcome: 'read', bytes: Buffer.alloc(0) }
  try {
    return await collect(body as AsyncIterable<Uint8Array>, limitBytes)
  } catch {
    // The caller went away or broke the transfer: there is nobody who could read more about it.
    return { outcome: 'broken' }
  }
}

async function collect(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<BodyBytes> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    // What is too much is still read, and dropped: to stop reading would cut the connection that the answer needs.
    if (length > limitBytes) chunks.length = 0
    else chunks.push(chunk)
  }
  return length > limitBytes ? { outcome: 'too-large' } : { outcome: 'read', bytes: Buffer.concat(chunks, length) }
}

const decoders = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
}

/** The text, without a byte order mark; undefined when the bytes are not of the encoding. */
export function decode(bytes: Buffer, encoding: keyof typeof decoders): string | undefined {
  try {
    return decoders[encoding].decode(bytes)
  } catch {
    return undefined
  }
}
