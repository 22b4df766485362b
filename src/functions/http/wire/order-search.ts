import type * as z from 'zod'
import { object, text } from '../door/shape.ts'

/** Query of `GET /orders`. It is a parameter of the reference's, not a property: its key is as written. */
export const OrderSearch = object(
  '.OrderSearch',
  { sendersReference: text() },
  { sendersReference: 'sendersReference' },
)
export type OrderSearch = z.infer<typeof OrderSearch>
