import type { HttpResponseInit } from '@azure/functions'
import type { OrderDraft } from '../../domain/new-order.ts'
import type { OrderId } from '../../domain/ids.ts'
import type { Circumstances } from './chain-draft.ts'
import { invalid, json } from './door/answers.ts'
import { noFailures, report } from './door/failures.ts'
import { unbuilt } from './order-draft.ts'

/** What the older routes for orders need to place one. */
export interface PlaceOrderDoor extends Pick<Circumstances, 'defaultEmailFromAddress' | 'defaultSmsSender'> {
  place(draft: OrderDraft & { readonly creator: string }): Promise<OrderId>
  readonly baseUri: string
}

interface Placing {
  readonly creator: string
  readonly traceId: string
  readonly body: Parameters<typeof unbuilt>[0]
}

/** Places the order, unless it asks for what is not built yet. */
export async function placeVia(
  door: PlaceOrderDoor,
  { creator, traceId, body }: Placing,
  draft: OrderDraft,
): Promise<HttpResponseInit> {
  const failures = noFailures()
  for (const [key, reason] of unbuilt(body)) report(failures, key, reason)
  if (failures.count > 0) return invalid(failures, traceId)
  const id = await door.place({ ...draft, creator })
  return json(202, { orderId: id }, { location: `${door.baseUri}/notifications/api/v1/orders/${id}` })
}
