import type { HttpResponseInit } from '@azure/functions'
import type { OrderDraft } from '../../domain/new-order.ts'
import type { PlacedSingleOrder } from '../../use-cases/place-order.ts'
import type { Circumstances } from './circumstances.ts'
import { json } from './door/answers.ts'
import type { OrderRequestResponse } from './wire/order-request-response.ts'

/** What the older routes for orders need to place one. */
export interface PlaceOrderDoor extends Pick<Circumstances, 'defaultEmailFromAddress' | 'defaultSmsSender'> {
  place(draft: OrderDraft & { readonly creator: string }): Promise<PlacedSingleOrder>
  readonly baseUri: string
}

/** An order is taken whoever can be reached; who cannot is told. */
export async function placeVia(
  door: PlaceOrderDoor,
  { creator }: { readonly creator: string },
  draft: OrderDraft,
): Promise<HttpResponseInit> {
  const { id, lookup } = await door.place({ ...draft, creator })
  const answer: OrderRequestResponse = { orderId: id, ...(lookup === undefined ? {} : { recipientLookup: lookup }) }
  return json(202, answer, { location: `${door.baseUri}/notifications/api/v1/orders/${id}` })
}
