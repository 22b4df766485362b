import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Running } from '../process/serve.ts'
import { openKeys } from './keys.ts'
import { serveRoutes } from './route.ts'
import { tokenRoutes } from './token-routes.ts'

export interface AltinnPlatformOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Where the keys outlive the process, and with them the tokens; left out, they do not. */
  readonly folder?: string
}

export interface AltinnPlatformReady {
  readonly port: number
  readonly url: string
  /** Ends with a slash; `.well-known/openid-configuration` follows. */
  readonly openIdWellKnownEndpoint: string
}

/**
 * A local stand-in for what the app needs of Altinn's platform: the OpenID provider whose keys verify bearer tokens,
 * the certificates that verify platform access tokens, and the generator of both.
 */
export async function startAltinnPlatform(options: AltinnPlatformOptions): Promise<Running<AltinnPlatformReady>> {
  const listener = Promise.withResolvers<RequestListener>()
  const server = createServer((request, response) => {
    void listener.promise.then((answer) => answer(request, response))
  })
  await once(server.listen(options.port, '127.0.0.1'), 'listening')
  const ready = readyAt((server.address() as AddressInfo).port)
  const requests: Record<string, number> = {}
  const count = (route: string) => (requests[route] = (requests[route] ?? 0) + 1)
  try {
    listener.resolve(serveRoutes(tokenRoutes(openKeys(options.folder), ready.openIdWellKnownEndpoint), count))
  } catch (error) {
    server.close()
    throw error
  }
  return {
    ready,
    inspect: () => ({ requests }),
    stop: async () => {
      const closed = once(server.close(), 'close')
      server.closeAllConnections()
      await closed
    },
  }
}

function readyAt(port: number): AltinnPlatformReady {
  const url = `http://127.0.0.1:${port}`
  return { port, url, openIdWellKnownEndpoint: `${url}/authentication/api/v1/openid/` }
}
