import { httpRoute } from './door/route.ts'
import { placeInstantly, type PlaceInstantDoor } from './instant-door.ts'
import { instantOrders } from './published/instant-orders.ts'
import { instantEmail } from './instant-draft.ts'
import { InstantEmailNotificationOrderRequest } from './wire/instant-email-request.ts'

export const placeInstantEmailRoute = (door: PlaceInstantDoor) =>
  httpRoute({
    name: 'place-instant-email',
    method: 'POST',
    path: 'notifications/api/v1/future/orders/instant/email',
    policy: 'create',
    consumesJson: true,
    body: { schema: InstantEmailNotificationOrderRequest, parameter: 'request' },
    published: instantOrders.placeEmail,
    handle: ({ creator, body }) => placeInstantly(door, instantEmail(body, { ...door, creator })),
  })
