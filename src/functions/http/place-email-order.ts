import { httpRoute } from './door/route.ts'
import { emailDraft } from './order-draft.ts'
import { placeVia, type PlaceOrderDoor } from './orders-door.ts'
import { placingFirstVersion } from './published/placing-first-version.ts'
import { EmailNotificationOrderRequest } from './wire/email-notification-order-request.ts'

export const placeEmailOrderRoute = (door: PlaceOrderDoor) =>
  httpRoute({
    name: 'place-email-order',
    method: 'POST',
    path: 'notifications/api/v1/orders/email',
    policy: 'create',
    consumesJson: true,
    body: { schema: EmailNotificationOrderRequest, parameter: 'emailNotificationOrderRequest' },
    published: placingFirstVersion.placeEmail,
    handle: (call) => placeVia(door, call, emailDraft(call.body, { ...door, ...call })),
  })
