import type * as z from 'zod'
import type { OrderDraft } from '../../domain/new-order.ts'
import type { Circumstances } from './chain-draft.ts'
import { invalid } from './door/answers.ts'
import { noFailures, report } from './door/failures.ts'
import { httpRoute } from './door/route.ts'
import { emailDraft, smsDraft } from './order-draft.ts'
import { placeVia, type PlaceOrderDoor } from './orders-door.ts'
import { NotificationOrderRequest } from './wire/notification-order-request.ts'

export const placeOrderRoute = (door: PlaceOrderDoor) =>
  httpRoute({
    name: 'place-order',
    method: 'POST',
    path: 'notifications/api/v1/orders',
    policy: 'create',
    consumesJson: true,
    body: { schema: NotificationOrderRequest, parameter: 'notificationOrderRequest' },
    async handle(call) {
      const draft = draftOf(call.body, { ...door, ...call })
      return draft === undefined ? notYet(call.traceId) : placeVia(door, call, draft)
    },
  })

/** Undefined for the channels that choose between an address and a number: they are not built yet. */
function draftOf(body: z.infer<typeof NotificationOrderRequest>, by: Circumstances): OrderDraft | undefined {
  const { notificationChannel, emailTemplate, smsTemplate, ...request } = body
  if (notificationChannel === 'Email' && emailTemplate !== undefined)
    return emailDraft({ ...request, ...emailTemplate }, by)
  if (notificationChannel === 'Sms' && smsTemplate !== undefined) return smsDraft({ ...request, ...smsTemplate }, by)
  return undefined
}

function notYet(traceId: string) {
  const failures = noFailures()
  report(failures, 'NotificationChannel', 'Only Email and Sms can be used yet.')
  return invalid(failures, traceId)
}
