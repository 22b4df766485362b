import * as z from 'zod'
import { json, refused, type Answer, type PlatformRequest, type Route } from '../route.ts'
import { kinds, type Kind } from './records.ts'
import type { Registry } from './registry.ts'

/** To look at everybody and to change them, for the page of people and for tests. */
export const registryRoutes = (registry: Registry): readonly Route[] => [
  { method: 'GET', path: '/registry/all', answer: () => json(registry.all()) },
  {
    method: 'POST',
    path: '/registry/reset',
    answer: () => {
      registry.reset()
      return json(registry.all())
    },
  },
  ...(Object.keys(kinds) as Kind[]).flatMap((kind) => routesOf(registry, kind)),
]

const routesOf = (registry: Registry, kind: Kind): Route[] => [
  { method: 'PUT', path: `/registry/${kind}/*`, answer: (request) => put(registry, kind, request) },
  {
    method: 'DELETE',
    path: `/registry/${kind}/*`,
    answer: ({ rest }) => {
      registry.remove(kind, rest)
      return { status: 204 }
    },
  },
]

function put(registry: Registry, kind: Kind, { rest, body }: PlatformRequest): Answer {
  try {
    return json(registry.put(kind, rest, JSON.parse(body)))
  } catch (fault) {
    if (fault instanceof z.ZodError) return refused(400, z.prettifyError(fault))
    if (fault instanceof SyntaxError) return refused(400, 'The entry is not JSON.')
    throw fault
  }
}
