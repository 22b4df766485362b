import type { Ports } from '../../use-cases/ports.ts'
import { readMonthlyMetrics } from '../../use-cases/read-monthly-metrics.ts'
import { httpRoute } from './door/route.ts'
import { metrics } from './published/operation.ts'
import { metricsPage } from './metrics-page.ts'
import { MetricsForm } from './wire/metrics-form.ts'

export const showMonthlyMetricsRoute = (ports: Pick<Ports, 'feed'>) =>
  httpRoute({
    name: 'show-monthly-metrics',
    method: 'POST',
    path: 'notifications/api/v1/metrics',
    forOperators: true,
    body: { form: MetricsForm },
    published: metrics.showMonth,
    async handle({ body: chosen, receivedAt: now }) {
      const rows = await readMonthlyMetrics(ports, monthName(chosen))
      return metricsPage({ chosen, now, rows })
    },
  })

const monthName = ({ month, year }: MetricsForm) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
