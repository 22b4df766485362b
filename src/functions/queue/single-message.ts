import type { InvocationContext, ServiceBusQueueHandler } from '@azure/functions'
import { TransientFault } from '../../domain/faults.ts'
import { growingDelaySeconds } from '../../domain/message.ts'
import type { Log, Machine } from '../../use-cases/ports.ts'
import { postOrWait } from './post-or-wait.ts'

export interface SingleMessage<Message extends { readonly attempt: number }> {
  /** @throws when the body is not of the queue: it ends as a dead letter */
  parse(body: unknown): Message
  work(message: Message): Promise<void>
  /** Posts a copy that asks for the same, later. */
  putOff(message: Message, delaySeconds: number): Promise<void>
  readonly machine: Machine
  readonly log: Log
}

/** Nobody is believed who asks for more than that: by then, trying costs little. */
const mostAskedSeconds = 15 * 60

/**
 * The one wrapper of functions that take a message at a time. What may pass comes back as a copy with growing delay, or
 * later if whoever could not serve has asked for that: an abandoned message returns at once and would use up its
 * deliveries within a second. Only unexpected faults end as dead letters.
 */
export function singleMessage<Message extends { readonly attempt: number }>(
  rules: SingleMessage<Message>,
): ServiceBusQueueHandler {
  return async (body: unknown, context: InvocationContext) => {
    const message = rules.parse(body)
    try {
      await rules.work(message)
    } catch (fault) {
      if (!(fault instanceof TransientFault)) throw fault
      const askedSeconds = Math.min(fault.retryAfterSeconds ?? 0, mostAskedSeconds)
      const delaySeconds = Math.max(growingDelaySeconds(message.attempt + 1), askedSeconds)
      rules.log.warn(`${context.functionName}-put-off`, { code: fault.code, attempt: message.attempt, delaySeconds })
      await postOrWait(rules.machine, () => rules.putOff(message, delaySeconds))
    }
  }
}
