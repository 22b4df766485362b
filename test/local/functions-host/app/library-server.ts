import http, { type Server } from 'node:http'
import type { ProgrammingModel } from './core.ts'

/**
 * Asks the library for its capabilities, whereupon it opens the server that it reads requests from in stream mode,
 * and catches that server: bound to loopback instead of every interface, and given requests by `emit` instead of
 * over a second connection.
 * @returns undefined when the app has not turned stream mode on.
 */
export async function catchLibraryServer(model: ProgrammingModel): Promise<Server | undefined> {
  const { createServer } = http
  let caught: Server | undefined
  http.createServer = ((...given: Parameters<typeof createServer>) => {
    caught = createServer(...given)
    const listen = caught.listen.bind(caught)
    caught.listen = ((listening: () => void) => listen({ host: '127.0.0.1', port: 0 }, listening)) as Server['listen']
    return caught
  }) as typeof createServer
  try {
    const capabilities = await model.getCapabilities({})
    return capabilities['HttpUri'] === undefined ? undefined : caught
  } finally {
    http.createServer = createServer
  }
}
