import { instantOrders } from './published/instant-orders.ts'
import { httpRoute } from './door/route.ts'
import { placeInstantly, type PlaceInstantDoor } from './instant-door.ts'
import { instantSms } from './instant-draft.ts'
import { InstantNotificationOrderRequest } from './wire/instant-sms-request.ts'

/** An SMS in an older form, which the reference calls deprecated. */
export const placeInstantOrderRoute = (door: PlaceInstantDoor) =>
  httpRoute({
    name: 'place-instant-order',
    method: 'POST',
    path: 'notifications/api/v1/future/orders/instant',
    policy: 'create',
    consumesJson: true,
    body: { schema: InstantNotificationOrderRequest, parameter: 'request' },
    published: instantOrders.place,
    handle: ({ creator, body: { recipient, ...body } }) =>
      placeInstantly(door, instantSms({ ...body, ...recipient }, { ...door, creator })),
  })
