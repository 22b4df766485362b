import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Running } from '../process/serve.ts'
import { conditionRoutes } from './condition-routes.ts'
import { faultSwitches } from './faults.ts'
import { openKeys, type Keys } from './keys.ts'
import { maskinportenRoutes } from './maskinporten-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { authorizationRoutes } from './registry/authorization-routes.ts'
import { profileRoutes } from './registry/profile-routes.ts'
import { registerRoutes } from './registry/register-routes.ts'
import { registryRoutes } from './registry/registry-routes.ts'
import { openRegistry } from './registry/registry.ts'
import { serveRoutes, type Route } from './route.ts'
import { certificateRoutes, tokenRoutes } from './token-routes.ts'

export interface AltinnPlatformOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Where keys (and with them tokens) and changed entries outlive the process; left out, they do not. */
  readonly folder?: string
  /** The page that leads everywhere; ends with a slash. */
  readonly startUrl?: string
}

export interface AltinnPlatformReady {
  readonly port: number
  readonly url: string
  /** Ends with a slash; `.well-known/openid-configuration` follows. */
  readonly openIdWellKnownEndpoint: string
  /** The settings by which an app is known here; secrets of nobody. */
  readonly appSettings: Readonly<Record<string, string>>
}

/**
 * A local stand-in for what the app needs of Altinn's platform: the OpenID provider whose keys verify bearer tokens,
 * the certificates that verify platform access tokens, and the generator of both; Profile, Register and Authorization
 * with synthetic people and organisations; Maskinporten, and endpoints of a service owner who is asked for conditions.
 */
export async function startAltinnPlatform(options: AltinnPlatformOptions): Promise<Running<AltinnPlatformReady>> {
  const listener = Promise.withResolvers<RequestListener>()
  const server = createServer((request, response) => {
    void listener.promise.then((answer) => answer(request, response))
  })
  await once(server.listen(options.port, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const places = placesAt(port)
  const requests: Record<string, number> = {}
  const count = (route: string) => (requests[route] = (requests[route] ?? 0) + 1)
  try {
    const keys = openKeys(options.folder)
    const ready = { port, ...places, appSettings: await appSettings(keys, places) }
    listener.resolve(serveRoutes(routesOf(keys, places, options), count))
    return running(server, ready, requests)
  } catch (error) {
    server.close()
    throw error
  }
}

type Places = ReturnType<typeof placesAt>

function placesAt(port: number) {
  const url = `http://127.0.0.1:${port}`
  return { url, openIdWellKnownEndpoint: `${url}/authentication/api/v1/openid/` }
}

const maskinportenAt = ({ url }: Places) => `${url}/maskinporten/`

function routesOf(keys: Keys, places: Places, options: AltinnPlatformOptions): readonly Route[] {
  const registry = openRegistry(options.folder)
  const { routes, before } = faultSwitches()
  return [
    ...pageRoutes(options.startUrl),
    ...tokenRoutes(keys, places.openIdWellKnownEndpoint),
    ...registryRoutes(registry),
    ...routes,
    ...before('certificates', certificateRoutes(keys)),
    ...before('profile', profileRoutes(registry)),
    ...before('register', registerRoutes(registry, keys)),
    ...before('authorization', authorizationRoutes(registry)),
    ...before('maskinporten', maskinportenRoutes(keys, maskinportenAt(places))),
    ...before('conditions', conditionRoutes(keys)),
  ]
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

async function appSettings(keys: Keys, places: Places): Promise<Record<string, string>> {
  const { id, privateJwk } = await keys.client()
  return {
    PlatformTokenKey: base64(keys.pemOf('platform')),
    MaskinportenEndpoint: maskinportenAt(places),
    MaskinportenClientId: id,
    MaskinportenKey: base64(JSON.stringify(privateJwk)),
  }
}

function running(server: Server, ready: AltinnPlatformReady, requests: object): Running<AltinnPlatformReady> {
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
