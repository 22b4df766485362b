import { httpRoute } from './door/route.ts'
import { metrics } from './published/operation.ts'
import { metricsPage } from './metrics-page.ts'

export const showMetricsFormRoute = () =>
  httpRoute({
    name: 'show-metrics-form',
    method: 'GET',
    path: 'notifications/api/v1/metrics',
    forOperators: true,
    published: metrics.showForm,
    handle: ({ receivedAt: now }) =>
      Promise.resolve(metricsPage({ now, chosen: { month: now.getUTCMonth() + 1, year: now.getUTCFullYear() } })),
  })
