import { isServiceBusError } from '@azure/service-bus'
import { TransientFault } from '../../domain/faults.ts'

/** Found before the message leaves. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge'
  readonly code = 'MessageSizeExceeded'
}

/** Per https://learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-exceptions-latest */
const refusals = new Set(['MessageSizeExceeded', 'MessagingEntityNotFound'])

/**
 * Names what an error of the bus means to us. A network, a token, a broker that is busy, full or gone: these come in
 * many shapes, plain errors among them, and all may pass. So what will not is named, and stays the error that it is.
 */
export const busFault = (error: unknown): unknown =>
  isRefusal(error) ? error : new TransientFault('BUS_UNAVAILABLE', { cause: error })

function isRefusal(error: unknown): boolean {
  // The SDK collects an error for each of its tries: the last is the broker's last word.
  if (error instanceof AggregateError) return isRefusal(error.errors.at(-1))
  return error instanceof MessageTooLarge || (isServiceBusError(error) && refusals.has(error.code))
}
