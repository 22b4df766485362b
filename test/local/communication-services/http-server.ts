import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { notFound, RefusalError, refusalAnswer, serverError, type Answer } from './answer.ts'
import { readRequest, type Route } from './service-request.ts'

/** Listens on the loopback address; what arrives before `serveRoutes` is given routes is not answered. */
export async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer()
  // Longer than any caller keeps a connection idle: one that closes as a request arrives looks like a lost answer.
  server.keepAliveTimeout = 120_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : port }
}

/** @param onRequest hears the name of every request's route, and `unknown` for those that have none */
export function serveRoutes(server: Server, routes: readonly Route[], onRequest: (route: string) => void): void {
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    answerTo(message, routes, onRequest)
      .catch(translateFault)
      .then((answer) => send(answer, response))
      .catch(console.error)
  })
}

async function answerTo(message: IncomingMessage, routes: readonly Route[], onRequest: (route: string) => void) {
  const request = await readRequest(message)
  const route = routes.find(({ method, path }) => method === request.method && path.test(request.path))
  onRequest(route?.name ?? 'unknown')
  if (route === undefined) throw notFound('The resource was not found.')
  return route.handle(request)
}

function translateFault(error: unknown): Answer {
  if (error instanceof RefusalError) return refusalAnswer(error.refusal)
  console.error(error)
  return refusalAnswer(serverError)
}

function send(answer: Answer, response: ServerResponse): void {
  if (answer === 'no answer') return
  if (answer === 'connection reset') {
    response.socket?.resetAndDestroy()
    return
  }
  if ('stream' in answer) {
    answer.stream(response)
    return
  }
  const { status, headers, body } = answer
  const content = contentOf(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': content.length,
    ...headers,
  })
  response.end(content)
}

function contentOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(body === undefined ? '' : JSON.stringify(body))
}

/** Ends every connection, those that still wait for an answer too. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
