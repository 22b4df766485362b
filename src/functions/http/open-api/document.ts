import type { Tag } from '../door/published.ts'
import { operationOf, type DescribedRoute } from './operation.ts'
import { refusals } from './refusals.ts'
import { securitySchemes } from './security.ts'
import { shapes } from './shapes.ts'

const base = 'notifications/api/v1'

const tags: Readonly<Record<Tag, string>> = {
  Orders: 'Orders of messages to be sent at their time, with reminders.',
  'Composed e-mail': 'E-mail with attachments.',
  'Instant orders': 'Messages that leave while the caller waits.',
  Status: 'What has become of orders.',
  'First version': 'Older routes, which stay. New callers use those under `/future`.',
  Dashboard: 'For those who help users.',
  Metrics: 'Figures for those who account for the service.',
  Triggers: 'Work that timers do, asked for from outside.',
  Operation: 'Health, tests, and this description.',
}

const info = {
  title: 'Varslinger',
  version: '1',
  description:
    'Notifications from public bodies to citizens and businesses by e-mail and SMS, compatible with Altinn Notifications. ' +
    'Names of members are read in any letter case, and those that nobody knows are ignored.',
}

/** The description of the routes in OpenAPI 3.1. Paths are below the base that all but a few have in common. */
export function openApiDocument(routes: readonly DescribedRoute[]): object {
  const known = shapes()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const isBelow = route.path.startsWith(`${base}/`)
    const path = `/${route.path.slice(isBelow ? base.length + 1 : 0).replace(':guid', '')}`
    const item = (paths[path] ??= isBelow ? {} : { servers: [{ url: '/' }] })
    item[route.method.toLowerCase()] = operationOf(route, known)
  }
  const responses = refusals(known)
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: `/${base}` }],
    tags: headings(routes),
    paths,
    components: { schemas: known.all(), responses, securitySchemes },
  }
}

/** Those that a route stands under, in the order they are listed in. */
function headings(routes: readonly DescribedRoute[]): object[] {
  const used = new Set<string>(routes.map(({ published }) => published.tag))
  return Object.entries(tags).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : []))
}
