import { randomBytes } from 'node:crypto'
import type { NewOrder } from '../../../src/domain/new-order.ts'
import type { Order } from '../../../src/domain/order.ts'
import type { SmsCall } from '../../../src/use-cases/courier-ports.ts'
import type { Plot, Sabotage } from './walk.ts'

interface Broken extends Sabotage {
  /** Where it shows; left out, an e-mail is enough. */
  readonly plot?: Partial<Plot>
}

/** Rules of the protocol, each broken in one place. */
export const sabotages: Readonly<Record<string, Broken>> = {
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
  'the orders of a chain are stored one by one': {
    plot: { cast: 'email, then sms' },
    around: async (call, proceed) => {
      if (call.name !== 'orders.insert') return proceed()
      const args = call.args as [NewOrder[]]
      const [all] = args
      args[0] = all.slice(0, 1)
      const main = await proceed()
      args[0] = all.slice(1)
      return main === 'inserted' ? proceed() : main
    },
  },
  'an SMS that is sent again gets a new identity': {
    plot: { cast: 'sms', temper: 'loses-the-answer' },
    around: (call, proceed) => {
      if (call.name !== 'smsCourier.send') return proceed()
      const args = call.args as [SmsCall]
      const recipients = args[0].recipients.map((recipient) => ({ ...recipient, attemptId: randomBytes(32) }))
      args[0] = { ...args[0], recipients }
      return proceed()
    },
  },
}
