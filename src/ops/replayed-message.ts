import type { DeadLetter, ReplayedMessage } from '../adapters/service-bus/dead-letters.ts'
import { firstMessage, messageId, type OrderMessage, type OrderQueue } from '../domain/message.ts'
import { parseOrderMessage } from '../functions/queue/order-message.ts'

/**
 * What a dead letter is posted again as. The letter's number makes the suffix: the same letter posted twice has one
 * id, two letters of one order have two, and no copy that was made before is taken for it.
 * @returns undefined for a body that nobody could read, which would only come back
 */
export function replayedMessage(queue: string, letter: DeadLetter): ReplayedMessage | undefined {
  const suffix = `replay@${letter.number}`
  if (queue === 'delivery-reports')
    return { body: letter.body, messageId: `${letter.messageId.slice(0, 80)}:${suffix}` }
  if (queue === 'agenda') return { body: letter.body, messageId: `${letter.messageId}:${suffix}` }
  const asked = orderMessageOf(letter)
  if (asked === undefined) return undefined
  const body = firstMessage(asked.order, suffix)
  return { body, messageId: messageId(queue as OrderQueue, body) }
}

/** What an order message asks for; undefined for any other body. */
export function orderMessageOf({ body }: Pick<DeadLetter, 'body'>): OrderMessage | undefined {
  try {
    return parseOrderMessage(body)
  } catch {
    return undefined
  }
}
