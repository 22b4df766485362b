import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus'
import { substituteSettings, type AppSettings } from '../app/app-settings.ts'
import type { Registration } from '../app/core.ts'
import type { ServiceBusSettings } from '../host-json.ts'
import { newInvocationId, type Invoker, type Outcome } from '../app/invocation.ts'
import type { Log } from '../log.ts'
import { listenForBatches } from './listen-for-batches.ts'
import { listenForSingles } from './listen-for-singles.ts'
import type { Listener, QueueFunction } from './queue-function.ts'

export interface ServiceBusRules {
  readonly host: ServiceBusSettings
  readonly settings: AppSettings
  readonly invoker: Invoker
  readonly log: Log
  /** Told of a function that cannot listen; the others run on. */
  onFault(registration: Registration, error: unknown): void
}

/** Starts all Service Bus functions. The broker need not be there yet. */
export async function listenToServiceBus(
  registrations: readonly Registration[],
  rules: ServiceBusRules,
): Promise<Listener> {
  const clients = new Map<string, ServiceBusClient>()
  const listeners: Listener[] = []
  for (const registration of registrations) {
    try {
      const connectionString = connectionStringOf(registration, rules.settings)
      const client = clients.get(connectionString) ?? (await createClient(connectionString))
      clients.set(connectionString, client)
      listeners.push(listen(client, registration, rules))
    } catch (error) {
      rules.onFault(registration, error)
    }
  }
  return {
    stop: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()))
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}

function connectionStringOf({ trigger }: Registration, settings: AppSettings): string {
  const { connection: name = 'AzureWebJobsServiceBus' } = trigger as { connection?: string }
  const value = settings[name] ?? settings[`AzureWebJobs${name}`]
  if (value === undefined) throw new Error(`the Service Bus connection setting "${name}" is missing`)
  return value
}

/** The SDK is loaded only by apps that need it; its retries are short, so that a broker that comes back is found soon. */
async function createClient(connectionString: string): Promise<ServiceBusClient> {
  const { ServiceBusClient } = await import('@azure/service-bus')
  return new ServiceBusClient(connectionString, { retryOptions: { retryDelayInMs: 500, maxRetryDelayInMs: 500 } })
}

function listen(client: ServiceBusClient, registration: Registration, rules: ServiceBusRules): Listener {
  const { trigger } = registration
  const many = trigger['cardinality'] === 'many'
  const receiver = client.createReceiver(substituteSettings(String(trigger['queueName']), rules.settings), {
    skipParsingBodyAsJson: true,
    maxAutoLockRenewalDurationInMs: many ? 0 : rules.host.maxAutoLockRenewalMilliseconds,
  })
  const queue = queueFunction(receiver, registration, rules)
  return many ? listenForBatches(queue) : listenForSingles(queue)
}

function queueFunction(
  receiver: ServiceBusReceiver,
  registration: Registration,
  rules: ServiceBusRules,
): QueueFunction {
  const completes =
    (registration.trigger['autoCompleteMessages'] as boolean | undefined) ?? rules.host.autoCompleteMessages
  const onError = errorLog(registration.metadata.name, rules.log)
  const settleOne = async (message: ServiceBusReceivedMessage, outcome: Outcome) => {
    try {
      if (outcome === 'failed') await receiver.abandonMessage(message)
      else if (completes) await receiver.completeMessage(message)
    } catch (error) {
      await onError(error)
    }
  }
  return {
    receiver,
    settings: rules.host,
    run: (data) => rules.invoker.invoke(registration, { invocationId: newInvocationId(), ...data }),
    settle: async (messages, outcome) => {
      await Promise.all(messages.map((message) => settleOne(message, outcome)))
    },
    onError,
  }
}

/** Milliseconds for which the same words about a queue are not said again: a broker that is down fails twice a second. */
const silence = 30_000

function errorLog(name: string, log: Log): QueueFunction['onError'] {
  let last = { message: '', time: 0 }
  return (error) => {
    const message = error instanceof Error ? error.message : String(error)
    if (message !== last.message || Date.now() - last.time > silence) {
      last = { message, time: Date.now() }
      log.write({ level: 'warning', category: 'service-bus', function: name, message })
    }
    return Promise.resolve()
  }
}
