import { dailyMetrics, type DailyMetricsDoor } from './daily-metrics.ts'

export const readDailySmsMetricsRoute = (door: DailyMetricsDoor) =>
  dailyMetrics(door, { name: 'read-daily-sms-metrics', channel: 'sms' })
