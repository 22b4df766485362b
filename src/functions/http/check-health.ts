import { TransientFault } from '../../domain/faults.ts'
import { chainIdFrom, orderIdOf } from '../../domain/ids.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { httpRoute } from './door/route.ts'

const nobodys = orderIdOf(chainIdFrom(new Uint8Array(11)), 1)
const headers = {
  'content-type': 'text/plain',
  'cache-control': 'no-store, no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  pragma: 'no-cache',
}

/** Ready means that orders can be taken: the ledger answers. */
export const checkHealthRoute = ({ orders }: Pick<Ports, 'orders'>) =>
  httpRoute({
    name: 'check-health',
    method: 'GET',
    path: 'health',
    async handle() {
      try {
        await orders.read(nobodys)
        return { status: 200, headers, body: 'Healthy' }
      } catch (fault) {
        if (!(fault instanceof TransientFault)) throw fault
        return { status: 503, headers, body: 'Unhealthy' }
      }
    },
  })
