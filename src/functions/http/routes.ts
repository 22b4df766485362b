import type { Services } from '../../services.ts'
import { doorbell } from '../../use-cases/doorbell.ts'
import { placeOrder } from '../../use-cases/place-order.ts'
import { placeOrderChain } from '../../use-cases/place-order-chain.ts'
import { cancelOrderRoute } from './cancel-order.ts'
import { checkHealthRoute } from './check-health.ts'
import type { Route } from './door/route.ts'
import { findOrdersRoute } from './find-orders.ts'
import type { PlaceOrderDoor } from './orders-door.ts'
import { placeEmailOrderRoute } from './place-email-order.ts'
import { placeOrderRoute } from './place-order.ts'
import { placeOrderChainRoute } from './place-order-chain.ts'
import { placeSmsOrderRoute } from './place-sms-order.ts'
import { readEmailNotificationsRoute } from './read-email-notifications.ts'
import { readOrderRoute } from './read-order.ts'
import { readOrderStatusRoute } from './read-order-status.ts'
import { readShipmentRoute } from './read-shipment.ts'
import { readSmsNotificationsRoute } from './read-sms-notifications.ts'
import { readStatusFeedRoute } from './read-status-feed.ts'
import { testSendConditionRoute } from './test-send-condition.ts'

/** Every route of the wire, one line each. No two of them fit one path and method. */
export function routes({ ports, settings }: Services): readonly Route[] {
  const { agendaShards, baseUri, defaultEmailFromAddress, defaultSmsSender, feed } = settings
  const ring = doorbell(ports)
  const accept = { ports, ring, agendaShards }
  const senders = { baseUri, defaultEmailFromAddress, defaultSmsSender }
  const placing: PlaceOrderDoor = { ...senders, place: (draft) => placeOrder(accept, draft) }
  const orders = { ports, baseUri }
  return [
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
  ]
}
