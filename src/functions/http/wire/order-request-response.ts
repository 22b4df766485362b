import * as z from 'zod'
import { named } from '../door/shape.ts'

/** What the registers knew of the recipients that had no address: numbers of those that cannot be reached. */
const RecipientLookup = named(
  'RecipientLookup',
  z.object({
    status: z.enum(['Success', 'PartialSuccess', 'Failed']),
    isReserved: z.array(z.string()).readonly(),
    missingContact: z.array(z.string()).readonly(),
  }),
)

/** Answer of the three older routes for orders; the look-up is left out where none was needed. */
export const OrderRequestResponse = named(
  'OrderRequestResponse',
  z.object({ orderId: z.guid().optional(), recipientLookup: RecipientLookup.optional() }),
)
export type OrderRequestResponse = z.output<typeof OrderRequestResponse>
