import type { Services } from '../../services.ts'
import { doorbell } from '../../use-cases/doorbell.ts'
import { placeComposedEmail } from '../../use-cases/place-composed-email.ts'
import { placeInstantOrder } from '../../use-cases/place-instant-order.ts'
import { placeOrder } from '../../use-cases/place-order.ts'
import { placeOrderChain } from '../../use-cases/place-order-chain.ts'
import { browseApiFileRoute } from './browse-api-file.ts'
import { browseApiRoute } from './browse-api.ts'
import { cancelOrderRoute } from './cancel-order.ts'
import { checkHealthRoute } from './check-health.ts'
import { checkLivenessRoute } from './check-liveness.ts'
import { describeApiRoute } from './describe-api.ts'
import type { Route } from './door/route.ts'
import { findOrdersRoute } from './find-orders.ts'
import { findOrganizationNotificationsRoute } from './find-organization-notifications.ts'
import { findPersonNotificationsRoute } from './find-person-notifications.ts'
import { operatorRoutes } from './operator-routes.ts'
import type { PlaceInstantDoor } from './instant-door.ts'
import type { PlaceOrderDoor } from './orders-door.ts'
import { placeComposedEmailRoute } from './place-composed-email.ts'
import { placeEmailOrderRoute } from './place-email-order.ts'
import { placeInstantEmailRoute } from './place-instant-email.ts'
import { placeInstantOrderRoute } from './place-instant-order.ts'
import { placeInstantSmsRoute } from './place-instant-sms.ts'
import { placeOrderRoute } from './place-order.ts'
import { placeOrderChainRoute } from './place-order-chain.ts'
import { placeSmsOrderRoute } from './place-sms-order.ts'
import { readEmailNotificationsRoute } from './read-email-notifications.ts'
import { readNotificationLogRoute } from './read-notification-log.ts'
import { readOrderRoute } from './read-order.ts'
import { readOrderStatusRoute } from './read-order-status.ts'
import { readShipmentRoute } from './read-shipment.ts'
import { readSmsNotificationsRoute } from './read-sms-notifications.ts'
import { readStatusFeedRoute } from './read-status-feed.ts'
import { testSendConditionRoute } from './test-send-condition.ts'

/** Every route of the wire, one line each. No two of them fit one path and method. */
export function routes({ ports, settings, pageFiles }: Services): readonly Route[] {
  const { agendaShards, baseUri, defaultEmailFromAddress, defaultSmsSender, feed } = settings
  const ring = doorbell(ports)
  const accept = { ports, ring, agendaShards }
  const senders = { baseUri, defaultEmailFromAddress, defaultSmsSender }
  const placing: PlaceOrderDoor = { ...senders, place: (draft) => placeOrder(accept, draft) }
  const instantly = { ports, ring, agendaShards, repeatWindowSeconds: settings.sms.repeatWindowSeconds }
  const instant: PlaceInstantDoor = { ...senders, place: (draft) => placeInstantOrder(instantly, draft) }
  const orders = { ports, baseUri }
  const api = [
    placeOrderChainRoute({ ...senders, place: (draft) => placeOrderChain(accept, draft) }),
    placeOrderRoute(placing),
    placeEmailOrderRoute(placing),
    placeSmsOrderRoute(placing),
    findOrdersRoute(orders),
    readOrderRoute(orders),
    readOrderStatusRoute(orders),
    readEmailNotificationsRoute(orders),
    readSmsNotificationsRoute(orders),
    cancelOrderRoute(orders),
    readShipmentRoute(ports),
    readStatusFeedRoute({ ports, maxPageSize: feed.maxPageSize }),
    testSendConditionRoute(),
    checkHealthRoute(ports),
    placeComposedEmailRoute({ ...senders, place: (draft) => placeComposedEmail(accept, draft) }),
    placeInstantOrderRoute(instant),
    placeInstantSmsRoute(instant),
    placeInstantEmailRoute(instant),
    checkLivenessRoute(),
    findPersonNotificationsRoute(ports),
    findOrganizationNotificationsRoute(ports),
    readNotificationLogRoute(ports),
    ...operatorRoutes({ ports, settings }),
    browseApiRoute(),
    browseApiFileRoute({ pageFiles }),
  ]
  return [...api, describeApiRoute(api)]
}
