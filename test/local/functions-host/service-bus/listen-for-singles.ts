import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import type { Listener, QueueFunction } from './queue-function.ts'
import { oneMessage } from './message-data.ts'

/** Hands messages over one by one, several at a time, completes each when its run succeeds and abandons it if not. */
export function listenForSingles({ receiver, settings, run, settle, onError }: QueueFunction): Listener {
  const handling = new Set<Promise<void>>()
  let stopping = false
  const handle = async (message: ServiceBusReceivedMessage) => {
    // Came in while the subscription was ending: somebody else's.
    if (stopping) return settle([message], 'failed')
    await settle([message], await run(oneMessage(message)))
  }
  const subscription = receiver.subscribe(
    {
      processMessage: async (message) => {
        const handled = handle(message)
        handling.add(handled)
        await handled
        handling.delete(handled)
      },
      processError: ({ error }) => onError(error),
    },
    { autoCompleteMessages: false, maxConcurrentCalls: settings.maxConcurrentCalls },
  )
  return {
    stop: async () => {
      stopping = true
      await subscription.close()
      await Promise.all(handling)
    },
  }
}
