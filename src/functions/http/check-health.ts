import { TransientFault } from '../../domain/faults.ts'
import { chainIdFrom, orderIdOf } from '../../domain/ids.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { httpRoute } from './door/route.ts'
import { operation } from './published/operation.ts'

const nobodys = orderIdOf(chainIdFrom(new Uint8Array(11)), 1)
export const healthHeaders = {
  'content-type': 'text/plain',
  'cache-control': 'no-store, no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  pragma: 'no-cache',
}

/** Whoever asks gives up sooner than the store's client does. */
const patienceMs = 3_000

/** Ready means that orders can be taken: the ledger answers. */
export const checkHealthRoute = ({ orders, machine }: Pick<Ports, 'orders' | 'machine'>) =>
  httpRoute({
    name: 'check-health',
    method: 'GET',
    path: 'health',
    published: operation.checkHealth,
    async handle() {
      const isReady = await machine.within(patienceMs, orders.read(nobodys)).catch(unavailable)
      const [status, body] = isReady ? [200, 'Healthy'] : [503, 'Unhealthy']
      return { status, headers: healthHeaders, body }
    },
  })

function unavailable(fault: unknown): false {
  if (fault instanceof TransientFault) return false
  throw fault
}
