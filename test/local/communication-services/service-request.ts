import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { badRequest, RefusalError, tooLarge, type Answer } from './answer.ts'

export interface ServiceRequest {
  readonly method: string
  /** Path and query exactly as on the request line. */
  readonly target: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Route {
  /** What the counts and the faults call it. */
  readonly name: string
  readonly method: string
  readonly path: RegExp
  handle(request: ServiceRequest): Answer | Promise<Answer>
}

/** The service's limit for a whole request, attachments included. */
const largestBody = 10 * 1024 * 1024

/** Throws the service's 413 for a body above 10 MB. */
export async function readRequest(message: IncomingMessage): Promise<ServiceRequest> {
  const target = message.url ?? '/'
  const [path = '/', query] = target.split('?', 2)
  return {
    method: message.method ?? 'GET',
    target,
    path,
    query: new URLSearchParams(query),
    headers: message.headers,
    body: await readBody(message),
  }
}

function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    message.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largestBody) chunks.push(chunk)
    })
    message.on('error', () => reject(badRequest('The request ended early.')))
    // Read to the end even when it is too much: a caller that is still writing would not see the answer.
    message.on('end', () => (size <= largestBody ? resolve(Buffer.concat(chunks)) : reject(new RefusalError(tooLarge))))
  })
}
