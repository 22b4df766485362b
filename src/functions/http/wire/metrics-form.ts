import type * as z from 'zod'
import { int32, object, ruled } from '../door/shape.ts'

/** They are parameters of the reference's, not properties: their keys are as written. */
const form = object('.MetricsForm', { month: int32(), year: int32() }, { month: 'month', year: 'year' })

/** Form of `POST /metrics`. */
export const MetricsForm = ruled(form, [
  {
    id: 'own-metrics-month',
    key: 'month',
    holds: ({ month }) => month >= 1 && month <= 12,
    message: 'Month must be between 1 and 12.',
  },
  {
    id: 'own-metrics-year',
    key: 'year',
    holds: ({ year }) => year >= 1 && year <= 9999,
    message: 'Year must be between 1 and 9999.',
  },
])
export type MetricsForm = z.infer<typeof MetricsForm>
