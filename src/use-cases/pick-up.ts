import type { Order } from '../domain/order.ts'
import { recordChange } from './record-change.ts'
import type { SendPorts, SendTask } from './send-task.ts'

/**
 * An order that is due has been picked up, whatever it waits for (its window, the channel's pause, a place in the
 * rate): from now on its notifications are there to be seen. Else its claim does this.
 */
export async function pickUp(ports: SendPorts, task: SendTask): Promise<void> {
  const now = ports.clock.now()
  const { state, requestedSendTime, reservation } = task.value
  if (state !== 'Registered' || requestedSendTime > now || reservation !== undefined) return
  const processing = (order: Order): Order =>
    order.state === 'Registered' ? { ...order, state: 'Processing', processed: now } : order
  await recordChange(ports, task, processing)
}
