import type { IncomingMessage } from 'node:http'

/** Bytes; a larger body is answered 500 by Microsoft's host. */
export const bodyLimit = 104_857_600

/**
 * Bytes up to which a body is read before its function starts, because its scalars become parameters. Microsoft's host
 * does this for every body with a Content-Length; here larger ones stream, since parsing them would cost too much.
 */
export const scalarsLimit = 65_536

/** The announced length, undefined for a chunked body. */
export function contentLength(request: IncomingMessage): number | undefined {
  const length = request.headers['content-length']
  return length === undefined ? undefined : Number(length)
}

/** All of a body; undefined when the caller hung up before its end. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    request.on('close', () => resolve(undefined))
    request.on('error', () => resolve(undefined))
  })
}

/** What the library reads of a request that it is handed; the body is whatever can be iterated. */
export interface LibraryRequest extends AsyncIterable<Uint8Array> {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
}

/** A body that has been read. */
export async function* readAlready(body: Buffer): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  if (body.length > 0) yield body
}

/**
 * A body as it comes in; `exceeded` is called once when it passes the limit, and its reader gets an error. A caller who
 * hangs up in the middle ends it as if it were whole: compare it with its Content-Length where that matters.
 */
export async function* asItComes(request: IncomingMessage, exceeded: () => void): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of untilHungUp(request)) {
    length += chunk.length
    if (length > bodyLimit) {
      exceeded()
      throw new Error(`the request body is larger than ${bodyLimit} bytes`)
    }
    yield chunk
  }
}

async function* untilHungUp(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    // The socket is still needed for the answer when the reader has had enough.
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
  }
}
