import type { Registration } from '../app/core.ts'
import { matchRoute, parseRouteTemplate, type RouteTemplate, type RouteValues } from './route-template.ts'

export interface RouteMatch {
  readonly registration: Registration
  readonly values: RouteValues
}

export type Router = (method: string, path: string) => RouteMatch | undefined

/**
 * Finds the HTTP function for a request as Microsoft's host does: functions in the alphabetical order of their names,
 * the first whose template and method fit. A literal segment has no precedence over a parameter.
 * @throws for a route that this host cannot read.
 */
export function createRouter(registrations: Iterable<Registration>, routePrefix: string): Router {
  const routes = [...registrations].sort(byName).map((registration) => routeOf(registration, routePrefix))
  return (method, path) => {
    const segments = pathSegments(path)
    for (const { registration, methods, template } of routes) {
      if (!methods.has(method)) continue
      const values = matchRoute(template, segments)
      if (values !== undefined) return { registration, values }
    }
    return undefined
  }
}

const ordinal = (name: string) => name.toUpperCase()

const byName = (one: Registration, other: Registration) =>
  ordinal(one.metadata.name) < ordinal(other.metadata.name) ? -1 : 1

interface Route {
  readonly registration: Registration
  readonly methods: ReadonlySet<string>
  readonly template: RouteTemplate
}

function routeOf(registration: Registration, prefix: string): Route {
  const { route, methods } = registration.trigger as { route?: string; methods?: string[] }
  const own = route === undefined || route === '' ? registration.metadata.name : route
  return {
    registration,
    methods: new Set((methods ?? ['GET', 'POST']).map((method) => method.toUpperCase())),
    template: parseRouteTemplate(`${prefix}/${own}`),
  }
}

/** One slash at the end is accepted; a double one leaves an empty segment, which fits nothing but a catch-all. */
function pathSegments(path: string): string[] {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined
  const inner = path.slice(1, end)
  if (inner === '') return []
  const segments = inner.split('/')
  return path.includes('%') ? segments.map(decodeSegment) : segments
}

/** Everything is decoded but the slash, which stays `%2F` so that it does not part segments. */
function decodeSegment(segment: string): string {
  try {
    return segment
      .split(/(%2f)/i)
      .map((part, index) => (index % 2 === 1 ? part : decodeURIComponent(part)))
      .join('')
  } catch {
    // Not UTF-8, or a lone percent sign: taken as sent.
    return segment
  }
}
