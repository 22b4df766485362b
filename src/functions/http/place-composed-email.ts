import type { ComposedEmailDraft } from '../../use-cases/place-composed-email.ts'
import type { PlacedChain } from '../../use-cases/place-order-chain.ts'
import type { Circumstances } from './circumstances.ts'
import { composedDraft } from './composed-draft.ts'
import { httpRoute } from './door/route.ts'
import { orderChains } from './published/order-chains.ts'
import { answerOf } from './place-order-chain.ts'
import { ComposedEmailRequest } from './wire/composed-email-request.ts'

export interface PlaceComposedEmailDoor extends Pick<Circumstances, 'defaultEmailFromAddress'> {
  place(draft: ComposedEmailDraft): Promise<PlacedChain>
  readonly baseUri: string
}

export const placeComposedEmailRoute = (door: PlaceComposedEmailDoor) =>
  httpRoute({
    name: 'place-composed-email',
    method: 'POST',
    path: 'notifications/api/v1/future/orders/composed-email',
    policy: 'create-composed',
    consumesJson: true,
    body: { schema: ComposedEmailRequest, parameter: 'orderRequest' },
    published: orderChains.placeComposedEmail,
    handle: async ({ creator, body, receivedAt }) =>
      answerOf(await door.place(composedDraft(body, { ...door, creator, receivedAt })), door.baseUri),
  })
