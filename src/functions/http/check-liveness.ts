import { healthHeaders } from './check-health.ts'
import { httpRoute } from './door/route.ts'
import { operation } from './published/operation.ts'

/** Live means that the app answers at all; whether it can take orders is another question. */
export const checkLivenessRoute = () =>
  httpRoute({
    name: 'check-liveness',
    method: 'GET',
    path: 'health/live',
    published: operation.checkLiveness,
    handle: () => Promise.resolve({ status: 200, headers: healthHeaders, body: 'Healthy' }),
  })
