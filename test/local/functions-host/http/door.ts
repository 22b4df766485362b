import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Admin } from './admin.ts'
import { forward, forwardOrigin, type ForwardRules } from './forward.ts'
import { isAuthorized, type FunctionKeys } from './function-keys.ts'
import { answerEmpty } from './answer.ts'
import type { HttpFunction } from './run-function.ts'
import type { Router } from './router.ts'

export interface HttpRules {
  readonly router: Router
  readonly run: HttpFunction
  readonly admin: Admin
  readonly forward: ForwardRules
  readonly keys: FunctionKeys | undefined
  readonly homepage: boolean
}

export interface HttpDoor {
  readonly port: number
  /** No new connections; what is being answered is answered with `Connection: close`. */
  stopListening(): void
  /** Hangs up on callers whom no function is going to answer any more, and waits for the others to have their answer. */
  close(): Promise<void>
}

/** Opens the host's own HTTP server on loopback. */
export async function openHttpDoor(port: number, rules: HttpRules): Promise<HttpDoor> {
  const open = new Set<ServerResponse>()
  const server = createServer({ keepAliveTimeout: 130_000, requestTimeout: 0, maxHeaderSize: 32_768 })
  let stopping = false
  server.on('request', (request, response) => {
    open.add(response)
    response.on('close', () => open.delete(response))
    likeKestrel(response)
    if (stopping) response.setHeader('Connection', 'close')
    void answer(rules, request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stopListening: () => {
      stopping = true
      server.close()
      for (const response of open) if (!response.headersSent) response.setHeader('Connection', 'close')
    },
    close: async () => {
      for (const response of open) if (!response.writableEnded) response.destroy()
      await Promise.all([...open].map((response) => once(response, 'close')))
      server.closeAllConnections()
    },
  }
}

/** Connections persist without being told so, and the server has Kestrel's name. */
function likeKestrel(response: ServerResponse): void {
  response.removeHeader('Connection')
  response.setHeader('Server', 'Kestrel')
}

async function answer(rules: HttpRules, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request.url ?? '/')
  const origin = forwardOrigin(rules.forward, path)
  if (origin !== undefined) {
    forward(request, response, origin)
    return
  }
  if (/^\/admin(\/|$)/i.test(path)) {
    await rules.admin(path, request, response)
    return
  }
  const match = /^\/runtime(\/|$)/i.test(path) ? undefined : rules.router(request.method ?? 'GET', path)
  if (match === undefined) answerNone(rules, path, response)
  else if (isAuthorized(rules.keys, match.registration.trigger['authLevel'], request)) {
    await rules.run(match, request, response)
  } else answerEmpty(response, 401)
}

const pathOf = (url: string): string => {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}

/** Also for a method that no function takes: there is no 405. */
function answerNone({ homepage }: HttpRules, path: string, response: ServerResponse): void {
  if (path !== '/') answerEmpty(response, 404)
  else if (homepage) response.writeHead(200, { 'Content-Type': 'text/html' }).end(page)
  else response.writeHead(204).end()
}

const page = '<!doctype html><title>Local functions host</title><p>The local functions host is running.</p>'
