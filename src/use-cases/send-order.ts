import type { OrderMessage } from '../domain/message.ts'
import { pursue } from './pursue.ts'
import { wholeOf } from './record-change.ts'
import { sendPart } from './send-part.ts'
import type { ChannelWork, SendPorts } from './send-task.ts'

/**
 * Does what the order of a message needs now, or the part of it that the message is about. Repeated, late, early and
 * reordered messages are normal.
 */
export async function sendOrder(ports: SendPorts, work: ChannelWork, message: OrderMessage): Promise<void> {
  const { part } = message
  if (part !== undefined) return sendPart({ ports, work }, message, part)
  await pursue(ports, work, async () => {
    const found = await ports.orders.readWithContent(message.order)
    const whole = found && wholeOf(found)
    // No order stands behind the message, or one that is over for good: there is nothing to send.
    if (found?.content === undefined || whole === undefined) return undefined
    return { ...whole, content: found.content, message }
  })
}
