import { httpRoute } from './door/route.ts'
import { smsDraft } from './order-draft.ts'
import { placeVia, type PlaceOrderDoor } from './orders-door.ts'
import { placingFirstVersion } from './published/placing-first-version.ts'
import { SmsNotificationOrderRequest } from './wire/sms-notification-order-request.ts'

export const placeSmsOrderRoute = (door: PlaceOrderDoor) =>
  httpRoute({
    name: 'place-sms-order',
    method: 'POST',
    path: 'notifications/api/v1/orders/sms',
    policy: 'create',
    consumesJson: true,
    body: { schema: SmsNotificationOrderRequest, parameter: 'smsNotificationOrderRequest' },
    published: placingFirstVersion.placeSms,
    handle: (call) => placeVia(door, call, smsDraft(call.body, { ...door, ...call })),
  })
