import {
  ServiceBusClient,
  type DeadLetterOptions,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
  type SubscribeOptions,
} from '@azure/service-bus'
import { expect, onTestFinished } from 'vitest'
import {
  startServiceBus,
  type RunningServiceBus,
  type ServiceBusOptions,
} from '../../../local/service-bus/start-service-bus.ts'

export const queueName = 'orders'

export const describedQueue = {
  maxDeliveryCount: 3,
  lockDuration: 'PT1M',
  defaultMessageTimeToLive: 'P14D',
  duplicateDetectionHistoryTimeWindow: 'PT10M',
  deadLetteringOnMessageExpiration: true,
}

/** A broker for this test alone, with one queue unless told otherwise. */
export async function startedBroker(options: Partial<ServiceBusOptions> = {}): Promise<RunningServiceBus> {
  const broker = await startServiceBus({ port: 0, queues: { [queueName]: describedQueue }, ...options })
  onTestFinished(() => broker.stop())
  return broker
}

/** The SDK as an application has it, but quick to try again. */
export function sdkClient(connectionString: string): ServiceBusClient {
  const retryOptions = { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 200 }
  const client = new ServiceBusClient(connectionString, { retryOptions })
  onTestFinished(() => client.close())
  return client
}

/** A broker whose queue differs from the usual one, and a client of it. */
export async function brokerWith(changes: Partial<typeof describedQueue> = {}) {
  const broker = await startedBroker({ queues: { [queueName]: { ...describedQueue, ...changes } } })
  return { broker, client: sdkClient(broker.ready.connectionString) }
}

/** One message that is there, or comes soon. */
export async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5000 })
  if (message === undefined) throw new Error('no message came')
  return message
}

/** Sequence number, as the SDK wants it back. */
export type SequenceNumber = NonNullable<ServiceBusReceivedMessage['sequenceNumber']>

export function numberOf({ sequenceNumber }: ServiceBusReceivedMessage): SequenceNumber {
  if (sequenceNumber === undefined) throw new Error('the message has no sequence number')
  return sequenceNumber
}

/** Subscribes; answers the errors that come. */
export function subscribe(
  receiver: ServiceBusReceiver,
  handle: (message: ServiceBusReceivedMessage) => unknown,
  options?: SubscribeOptions,
): string[] {
  const errors: string[] = []
  receiver.subscribe(
    {
      async processMessage(message) {
        await handle(message)
      },
      processError({ error }) {
        errors.push((error as { code?: string }).code ?? error.message)
        return Promise.resolve()
      },
    },
    options,
  )
  return errors
}

/** The SDK's type says that every property is one of the application's own. */
export const deadLetterOptions = (options: Partial<DeadLetterOptions>, own: Record<string, string> = {}) =>
  ({ ...options, ...own }) as Parameters<ServiceBusReceiver['deadLetterMessage']>[1]

export const queueOf = (broker: RunningServiceBus, name = queueName) => {
  const queue = broker.inspect().queues[name]
  if (queue === undefined) throw new Error(`there is no queue ${name}`)
  return queue
}

/** The error that an operation of the SDK ends with; its code is what applications look at. */
export const failure = async (operation: Promise<unknown>): Promise<{ code?: string; message: string }> =>
  operation.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as Error & { code?: string },
  )
