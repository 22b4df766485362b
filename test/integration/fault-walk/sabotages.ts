import type { Order } from '../../../src/domain/order.ts'
import type { Sabotage } from './walk.ts'

/** Rules of the protocol, each broken in one place. */
export const sabotages: Readonly<Record<string, Sabotage>> = {
  'the claim is stored after the call instead of before': {
    around: (call, proceed) => {
      const [order, version] = call.args as [Order, string]
      const isClaim = call.name === 'orders.update' && order.chunk.notifications[0]?.state === 'claimed'
      return isClaim ? Promise.resolve({ outcome: 'stored', version }) : proceed()
    },
  },
  'writes overwrite what others stored': {
    policy: {
      name: 'overwrite',
      sendRequest(request, next) {
        if (request.headers.has('if-match')) request.headers.set('if-match', '*')
        return next(request)
      },
    },
  },
  'orders are stored without an agenda row': {
    around: (call, proceed) => (call.name === 'agenda.put' ? Promise.resolve() : proceed()),
  },
}
