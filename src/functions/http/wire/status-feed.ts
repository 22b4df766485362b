import * as z from 'zod'
import { enumeration, int32, int64, named, object, optional, preset, ruled } from '../door/shape.ts'
import { ProcessingLifecycle } from './processing-lifecycle.ts'

const OrderByDirection = enumeration('.OrderByDirection', { Asc: 0, Desc: 1 })

const query = object('.GetStatusFeedRequestExt', {
  seq: preset(int64(), 0),
  pageSize: optional(int32()),
  orderBy: preset(OrderByDirection, 'Asc'),
})

/** Query of `GET /future/shipment/feed`. */
export const StatusFeedQuery = ruled(query, [
  {
    id: 'DA-4',
    key: 'Seq',
    holds: ({ seq }) => seq >= 0,
    message: 'The field Seq must be between 0 and 9.223372036854776E+18.',
  },
])
export type StatusFeedQuery = z.infer<typeof StatusFeedQuery>

/** Unlike a delivery manifest's, these do not say whether they are addresses or numbers. */
const FeedRecipient = named(
  'FeedRecipient',
  z.object({ destination: z.string(), status: ProcessingLifecycle, lastUpdate: z.iso.datetime() }),
)

/** An element of the answer of `GET /future/shipment/feed`. */
export const StatusFeedEntry = named(
  'StatusFeedEntry',
  z.object({
    sequenceNumber: z.int(),
    shipmentId: z.guid(),
    sendersReference: z.string().optional(),
    status: ProcessingLifecycle,
    lastUpdate: z.iso.datetime(),
    shipmentType: z.string().optional(),
    recipients: z.array(FeedRecipient),
  }),
)
export type StatusFeedEntry = z.output<typeof StatusFeedEntry>
