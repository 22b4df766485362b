import { createGathering } from './gathering.ts'
import { manyMessages } from './message-data.ts'
import type { Listener, QueueFunction } from './queue-function.ts'

/**
 * Hands messages over in batches, one batch at a time. While a batch runs nothing is received, so that no lock runs
 * down in a buffer: the SDK's `receiveMessages` does the same, but takes a second for every batch that is not full.
 */
export function listenForBatches(queue: QueueFunction): Listener {
  const { receiver, settings } = queue
  const gathering = createGathering(settings)
  let stopping = false
  const isStopping = () => stopping

  const receive = async () => {
    const subscription = receiver.subscribe(
      { processMessage: gathering.take, processError: ({ error }) => queue.onError(error) },
      { autoCompleteMessages: false, maxConcurrentCalls: settings.maxMessageBatchSize },
    )
    await gathering.ready()
    // Takes back the credit; what the queue still had for it comes in before, and belongs to the batch.
    await subscription.close()
    return gathering.release()
  }
  const listen = async () => {
    while (!isStopping()) {
      const messages = await receive()
      if (messages.length === 0) continue
      await queue.settle(messages, isStopping() ? 'failed' : await queue.run(manyMessages(messages)))
    }
    await queue.settle(gathering.release(), 'failed')
  }
  const listening = listen()
  return {
    stop: async () => {
      stopping = true
      gathering.end()
      await listening
    },
  }
}
