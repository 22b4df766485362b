import type { Policy } from '../door/caller.ts'
import type { Route } from '../door/route.ts'

export const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of Altinn for an organisation, with the scope that the route asks for.',
  },
  platformAccessToken: {
    type: 'apiKey',
    in: 'header',
    name: 'PlatformAccessToken',
    description: 'The token that an Altinn app has for the platform.',
  },
  metricsKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The key of the metrics.' },
  functionKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-functions-key',
    description: 'The key of a function or of all, where the app is set to ask for one.',
  },
}

type Requirement = Readonly<Partial<Record<keyof typeof securitySchemes, readonly string[]>>>

const requirements: Readonly<Record<Policy, readonly Requirement[]>> = {
  create: [{ bearer: [] }, { platformAccessToken: [] }],
  'create-composed': [{ bearer: [] }],
  support: [{ bearer: [] }],
}

/** What a caller has to show; nothing where a route is open to everybody. */
export function securityOf({
  policy,
  published: { key },
}: Pick<Route, 'policy' | 'published'>): readonly Requirement[] {
  if (policy !== undefined) return requirements[policy]
  if (key === undefined) return []
  return key === 'metricsKey' ? [{ metricsKey: [] }] : [{ functionKey: [] }, {}]
}
