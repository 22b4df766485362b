import type { Shipment } from '../../domain/shipment.ts'
import { readShipment } from '../../use-cases/read-shipment.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { json, problem } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { printed } from './printed-times.ts'
import { followingOrders } from './published/following-orders.ts'
import type { DeliveryManifest } from './wire/delivery-manifest.ts'

export const readShipmentRoute = (ports: Pick<Ports, 'orders'>) =>
  httpRoute({
    name: 'read-shipment',
    method: 'GET',
    path: 'notifications/api/v1/future/shipment/{id:guid}',
    policy: 'create',
    published: followingOrders.readShipment,
    async handle({ creator, id, traceId }) {
      const shipment = await readShipment(ports, { creator, id })
      return shipment === undefined ? problem('NOT-00003', traceId) : json(200, manifestOf(shipment))
    },
  })

const manifestOf = (shipment: Shipment): DeliveryManifest => printed(shipment)
