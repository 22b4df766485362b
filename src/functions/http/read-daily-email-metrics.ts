import { dailyMetrics, type DailyMetricsDoor } from './daily-metrics.ts'

export const readDailyEmailMetricsRoute = (door: DailyMetricsDoor) =>
  dailyMetrics(door, { name: 'read-daily-email-metrics', channel: 'email' })
