import type { HttpResponseInit } from '@azure/functions'
import type { ChainDraft, ChainPlacement, PlacedChain, PlacedOrder } from '../../use-cases/place-order-chain.ts'
import { chainDraft } from './chain-draft.ts'
import type { Circumstances } from './circumstances.ts'
import { json, problem } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { orderChains } from './published/order-chains.ts'
import { NotificationOrderChainRequest } from './wire/notification-order-chain-request.ts'
import type { NotificationOrderChainResponse } from './wire/notification-order-chain-response.ts'

export interface PlaceOrderChainDoor extends Pick<Circumstances, 'defaultEmailFromAddress' | 'defaultSmsSender'> {
  place(draft: ChainDraft): Promise<ChainPlacement>
  readonly baseUri: string
}

export const placeOrderChainRoute = (door: PlaceOrderChainDoor) =>
  httpRoute({
    name: 'place-order-chain',
    method: 'POST',
    path: 'notifications/api/v1/future/orders',
    policy: 'create',
    consumesJson: true,
    body: { schema: NotificationOrderChainRequest, parameter: 'notificationOrderRequest' },
    published: orderChains.place,
    async handle({ creator, body, receivedAt, traceId }) {
      const placement = await door.place(chainDraft(body, { ...door, creator, receivedAt }))
      return placement.outcome === 'missing-contact' ? problem('NOT-00001', traceId) : answerOf(placement, door.baseUri)
    },
  })

/** A repetition gets the answer of the first call, without a place to look. */
export function answerOf({ outcome, chain, main, reminders }: PlacedChain, baseUri: string): HttpResponseInit {
  const answer: NotificationOrderChainResponse = {
    notificationOrderId: chain,
    notification: { ...shipmentOf(main), ...(reminders.length === 0 ? {} : { reminders: reminders.map(shipmentOf) }) },
  }
  if (outcome === 'repeated') return json(200, answer)
  return json(201, answer, { location: `${baseUri}/notifications/api/v1/orders/chain/${chain}` })
}

const shipmentOf = ({ id, ...reference }: PlacedOrder) => ({ shipmentId: id, ...reference })
