import type { Services } from '../../services.ts'
import { doorbell } from '../../use-cases/doorbell.ts'
import { placeOrderChain } from '../../use-cases/place-order-chain.ts'
import type { Route } from './door/route.ts'
import { placeOrderChainRoute } from './place-order-chain.ts'
import { readShipmentRoute } from './read-shipment.ts'
import { readStatusFeedRoute } from './read-status-feed.ts'

/** Every route of the wire, one line each. No two of them fit one path and method. */
export function routes({ ports, settings }: Services): readonly Route[] {
  const { agendaShards, baseUri, defaultEmailFromAddress, feed } = settings
  const ring = doorbell(ports)
  const place = placeOrderChain.bind(undefined, { ports, ring, agendaShards })
  return [
    placeOrderChainRoute({ place, baseUri, defaultEmailFromAddress }),
    readShipmentRoute(ports),
    readStatusFeedRoute({ ports, maxPageSize: feed.maxPageSize }),
  ]
}
