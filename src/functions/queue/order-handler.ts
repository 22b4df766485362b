import type { ServiceBusQueueHandler } from '@azure/functions'
import { retryOf, type OrderMessage, type OrderQueue } from '../../domain/message.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { parseOrderMessage } from './order-message.ts'
import { singleMessage } from './single-message.ts'

/** The handler of a queue whose messages are about one order each. */
export const orderHandler = (
  ports: Pick<Ports, 'bus' | 'machine' | 'log'>,
  queue: OrderQueue,
  work: (message: OrderMessage) => Promise<void>,
): ServiceBusQueueHandler =>
  singleMessage({
    parse: parseOrderMessage,
    work,
    putOff: (message, delaySeconds) => ports.bus.post(queue, [retryOf(message)], delaySeconds),
    machine: ports.machine,
    log: ports.log,
  })
