import type { OrderMessage, OrderQueue } from '../domain/message.ts'
import type { Ports } from './ports.ts'

const patienceMs = 500
const breakMs = 5_000

export type Doorbell = (queue: OrderQueue, message: OrderMessage, delaySeconds: number) => Promise<void>

/**
 * Posts the message that makes an order go at once. It may fail: the order is stored and the agenda finds it. So it
 * is given half a second, and after a failure nobody rings for five seconds (requests must not queue up behind a
 * bus that is down).
 */
export function doorbell({ bus, machine, log }: Pick<Ports, 'bus' | 'machine' | 'log'>): Doorbell {
  let silentUntilMs = -Infinity
  return async (queue, message, delaySeconds) => {
    if (machine.monotonicMs() < silentUntilMs) return
    try {
      const posting = bus.post(queue, [message], delaySeconds)
      // Its late failure has been dealt with by then.
      posting.catch(() => undefined)
      if (await machine.within(patienceMs, posting)) return
      log.warn('message-not-posted-in-time', { order: message.order, queue })
    } catch (cause) {
      log.error('message-not-posted', { order: message.order, queue }, cause)
    }
    silentUntilMs = machine.monotonicMs() + breakMs
  }
}
