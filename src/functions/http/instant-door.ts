import type { HttpResponseInit } from '@azure/functions'
import type { InstantDraft } from '../../domain/reservation.ts'
import type { PlacedChain } from '../../use-cases/place-order-chain.ts'
import type { Circumstances } from './circumstances.ts'
import { answerOf } from './place-order-chain.ts'

/** What the routes for messages that leave at once need to place one. */
export interface PlaceInstantDoor extends Pick<Circumstances, 'defaultEmailFromAddress' | 'defaultSmsSender'> {
  place(draft: InstantDraft): Promise<PlacedChain>
  readonly baseUri: string
}

export const placeInstantly = async (door: PlaceInstantDoor, draft: InstantDraft): Promise<HttpResponseInit> =>
  answerOf(await door.place(draft), door.baseUri)
