import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PageRequest {
  readonly message: IncomingMessage
  readonly query: URLSearchParams
  /** What the groups of the route's path have matched. */
  readonly parts: readonly string[]
}

export interface PageRoute {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: RegExp
  readonly handle: (request: PageRequest, response: ServerResponse) => Promise<void> | void
}

/** A request that cannot be served as it is. */
export class RequestError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface PageServer {
  readonly url: string
  stop(): Promise<void>
}

/** Listens on the loopback address. @param port 0 for any */
export async function servePages(port: number, routes: readonly PageRoute[]): Promise<PageServer> {
  const server = createServer({ keepAliveTimeout: 120_000 }, (message, response) => {
    answer(routes, message, response).catch((error: unknown) => answerFault(error, response))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(routes: readonly PageRoute[], message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams: query } = new URL(message.url ?? '/', 'http://local')
  for (const { method, path, handle } of routes) {
    const match = method === message.method ? path.exec(pathname) : null
    if (match !== null) return handle({ message, query, parts: match.slice(1) }, response)
  }
  throw new RequestError(404, 'there is nothing here')
}

function answerFault(error: unknown, response: ServerResponse): void {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof RequestError)) console.error(error)
  if (response.headersSent) response.destroy()
  else answerJson(response, { error: message }, error instanceof RequestError ? error.status : 500)
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(value))
}

const mostBytes = 10_000

/**
 * Takes JSON only when it is called so: no page of another origin can send that without being asked first, and nobody
 * here answers such a question.
 */
export async function readJson({ message }: PageRequest): Promise<unknown> {
  if (!/^application\/json\b/i.test(message.headers['content-type'] ?? '')) {
    throw new RequestError(415, 'the content type must be application/json')
  }
  let text = ''
  for await (const chunk of message.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > mostBytes) throw new RequestError(413, 'the body is too large')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError(400, 'the body is not JSON')
  }
}
