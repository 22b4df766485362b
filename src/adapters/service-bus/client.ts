import { ServiceBusClient } from '@azure/service-bus'
import type { TokenCredential } from '@azure/core-auth'

/** Either a connection string (laptop, tests) or the namespace that knows our identity (Azure). */
export type ServiceBusConnection =
  | { readonly connectionString: string }
  | { readonly fullyQualifiedNamespace: string; readonly credential: TokenCredential }

/** A send that fails is repeated by whoever asked for it, so the SDK gives up early. */
const options = { retryOptions: { maxRetries: 1, retryDelayInMs: 200, maxRetryDelayInMs: 500, timeoutInMs: 10_000 } }

export function serviceBusClient(connection: ServiceBusConnection): ServiceBusClient {
  return 'connectionString' in connection
    ? new ServiceBusClient(connection.connectionString, options)
    : new ServiceBusClient(connection.fullyQualifiedNamespace, connection.credential, options)
}
