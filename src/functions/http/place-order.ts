import type { OrderDraft } from '../../domain/new-order.ts'
import type { Circumstances } from './circumstances.ts'
import { httpRoute } from './door/route.ts'
import { anyChannelDraft, emailDraft, smsDraft } from './order-draft.ts'
import { placeVia, type PlaceOrderDoor } from './orders-door.ts'
import { placingFirstVersion } from './published/placing-first-version.ts'
import { NotificationOrderRequest } from './wire/notification-order-request.ts'

export const placeOrderRoute = (door: PlaceOrderDoor) =>
  httpRoute({
    name: 'place-order',
    method: 'POST',
    path: 'notifications/api/v1/orders',
    policy: 'create',
    consumesJson: true,
    body: { schema: NotificationOrderRequest, parameter: 'notificationOrderRequest' },
    published: placingFirstVersion.place,
    handle: (call) => placeVia(door, call, draftOf(call.body, { ...door, ...call })),
  })

function draftOf(body: NotificationOrderRequest, by: Circumstances): OrderDraft {
  const { notificationChannel = 'Email', emailTemplate, smsTemplate, ...request } = body
  if (notificationChannel === 'Email' && emailTemplate !== undefined)
    return emailDraft({ ...request, ...emailTemplate }, by)
  if (notificationChannel === 'Sms' && smsTemplate !== undefined) return smsDraft({ ...request, ...smsTemplate }, by)
  return anyChannelDraft({ ...request, notificationChannel, emailTemplate, smsTemplate }, by)
}
