import type { HttpResponseInit } from '@azure/functions'
import type { ChainDraft, PlacedChain } from '../../use-cases/place-order-chain.ts'
import { invalid, json } from './door/answers.ts'
import { noFailures, report } from './door/failures.ts'
import { httpRoute } from './door/route.ts'
import { NotificationOrderChainRequest } from './wire/notification-order-chain-request.ts'
import type { NotificationOrderChainResponse } from './wire/notification-order-chain-response.ts'

export interface PlaceOrderChainDoor {
  place(draft: ChainDraft): Promise<PlacedChain>
  readonly baseUri: string
  readonly defaultEmailFromAddress: string
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
      const draft = draftOf(body, { creator, receivedAt, from: door.defaultEmailFromAddress })
      return draft === undefined ? notYet(body, traceId) : answerOf(await door.place(draft), door.baseUri)
    },
  })

/** A repetition gets the answer of the first call, without a place to look. */
function answerOf({ outcome, chain, shipment, sendersReference }: PlacedChain, baseUri: string): HttpResponseInit {
  const answer: NotificationOrderChainResponse = {
    notificationOrderId: chain,
    notification: { shipmentId: shipment, ...(sendersReference === undefined ? {} : { sendersReference }) },
  }
  if (outcome === 'repeated') return json(200, answer)
  return json(201, answer, { location: `${baseUri}/notifications/api/v1/orders/chain/${chain}` })
}

interface Circumstances {
  readonly creator: string
  readonly receivedAt: Date
  readonly from: string
}

/** Undefined when the chain asks for something that is not built yet. */
function draftOf(
  body: NotificationOrderChainRequest,
  { creator, receivedAt, from }: Circumstances,
): ChainDraft | undefined {
  const { recipientEmail } = body.recipient
  if (recipientEmail === undefined || unbuilt(body).length > 0) return undefined
  const { subject, body: text, contentType, senderEmailAddress } = recipientEmail.emailSettings
  return {
    creator,
    idempotencyId: body.idempotencyId,
    ...(body.sendersReference === undefined ? {} : { sendersReference: body.sendersReference }),
    requestedSendTime: body.requestedSendTime ?? receivedAt,
    emailAddress: recipientEmail.emailAddress,
    email: {
      senderEmailAddress: senderEmailAddress?.trim() ?? from,
      subject: subject.replace(/\r\n|\r|\n/g, ' '),
      body: text,
      contentType,
    },
    ...(body.dialogportenAssociation === undefined ? {} : { dialogportenAssociation: body.dialogportenAssociation }),
  }
}

function unbuilt(body: NotificationOrderChainRequest): string[] {
  const asked = {
    ConditionEndpoint: body.conditionEndpoint !== undefined,
    Reminders: (body.reminders ?? []).length > 0,
    Recipient: body.recipient.recipientEmail === undefined,
  }
  return Object.entries(asked).flatMap(([key, isAsked]) => (isAsked ? [key] : []))
}

function notYet(body: NotificationOrderChainRequest, traceId: string): HttpResponseInit {
  const failures = noFailures()
  for (const key of unbuilt(body))
    report(failures, key, `${key} cannot be used yet: only e-mail to an address is taken.`)
  return invalid(failures, traceId)
}
