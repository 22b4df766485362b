import { httpRoute } from './door/route.ts'
import { placeInstantly, type PlaceInstantDoor } from './instant-door.ts'
import { instantOrders } from './published/instant-orders.ts'
import { instantSms } from './instant-draft.ts'
import { InstantSmsNotificationOrderRequest } from './wire/instant-sms-request.ts'

export const placeInstantSmsRoute = (door: PlaceInstantDoor) =>
  httpRoute({
    name: 'place-instant-sms',
    method: 'POST',
    path: 'notifications/api/v1/future/orders/instant/sms',
    policy: 'create',
    consumesJson: true,
    body: { schema: InstantSmsNotificationOrderRequest, parameter: 'request' },
    published: instantOrders.placeSms,
    handle: ({ creator, body }) => placeInstantly(door, instantSms(body, { ...door, creator })),
  })
