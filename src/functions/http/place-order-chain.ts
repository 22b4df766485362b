import type { HttpResponseInit } from '@azure/functions'
import type { ChainDraft, PlacedChain, PlacedOrder } from '../../use-cases/place-order-chain.ts'
import { chainDraft, type Circumstances } from './chain-draft.ts'
import { invalid, json } from './door/answers.ts'
import { noFailures, report } from './door/failures.ts'
import { httpRoute } from './door/route.ts'
import { NotificationOrderChainRequest } from './wire/notification-order-chain-request.ts'
import type { NotificationOrderChainResponse } from './wire/notification-order-chain-response.ts'

export interface PlaceOrderChainDoor extends Pick<Circumstances, 'defaultEmailFromAddress' | 'defaultSmsSender'> {
  place(draft: ChainDraft): Promise<PlacedChain>
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
    async handle({ creator, body, receivedAt, traceId }) {
      const draft = chainDraft(body, { ...door, creator, receivedAt })
      if (draft === undefined || unbuilt(body).length > 0) return notYet(body, traceId)
      return answerOf(await door.place(draft), door.baseUri)
    },
  })

/** A repetition gets the answer of the first call, without a place to look. */
function answerOf({ outcome, chain, main, reminders }: PlacedChain, baseUri: string): HttpResponseInit {
  const answer: NotificationOrderChainResponse = {
    notificationOrderId: chain,
    notification: { ...shipmentOf(main), ...(reminders.length === 0 ? {} : { reminders: reminders.map(shipmentOf) }) },
  }
  if (outcome === 'repeated') return json(200, answer)
  return json(201, answer, { location: `${baseUri}/notifications/api/v1/orders/chain/${chain}` })
}

const shipmentOf = ({ id, ...reference }: PlacedOrder) => ({ shipmentId: id, ...reference })

function unbuilt({ conditionEndpoint, recipient, reminders = [] }: NotificationOrderChainRequest): string[] {
  const isKnown = (of: typeof recipient) => of.recipientEmail !== undefined || of.recipientSms !== undefined
  const asked = {
    ConditionEndpoint: [conditionEndpoint, ...reminders.map((r) => r.conditionEndpoint)].some(
      (url) => url !== undefined,
    ),
    Recipient: ![recipient, ...reminders.map((r) => r.recipient)].every(isKnown),
  }
  return Object.entries(asked).flatMap(([key, isAsked]) => (isAsked ? [key] : []))
}

function notYet(body: NotificationOrderChainRequest, traceId: string): HttpResponseInit {
  const failures = noFailures()
  for (const key of unbuilt(body))
    report(failures, key, `${key} cannot be used yet: only addresses and numbers are taken.`)
  return invalid(failures, traceId)
}
