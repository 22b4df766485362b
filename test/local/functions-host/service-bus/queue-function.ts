import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus'
import type { Outcome, Trigger } from '../app/invocation.ts'
import type { ServiceBusSettings } from '../host-json.ts'

export interface Listener {
  /** Takes no more messages, gives back those that no run has begun with, and waits for the runs that have. */
  readonly stop: () => Promise<void>
}

/** A queue and the function that reads it. */
export interface QueueFunction {
  readonly receiver: ServiceBusReceiver
  readonly settings: ServiceBusSettings
  readonly run: (data: Omit<Trigger, 'invocationId'>) => Promise<Outcome>
  /** Completes or abandons all of them; a message that cannot be settled comes again when its lock ends. */
  readonly settle: (messages: readonly ServiceBusReceivedMessage[], outcome: Outcome) => Promise<void>
  /** For what goes wrong outside a run: connections, locks, settlements. */
  readonly onError: (error: unknown) => Promise<void>
}
