import { describe, expect, it } from 'vitest'
import hostJson from '../../host.json' with { type: 'json' }

/**
 * The keys that the host reads (4.1037, Service Bus extension 5.x). It says nothing of others, so that a misspelled
 * key would leave its default in force. `true` is a value, or a section that names its own keys.
 */
const known: Keys = {
  version: true,
  functionTimeout: true,
  extensionBundle: { id: true, version: true },
  logging: { logLevel: true, fileLoggingMode: true, console: true, applicationInsights: true },
  extensions: {
    http: {
      routePrefix: true,
      maxOutstandingRequests: true,
      maxConcurrentRequests: true,
      dynamicThrottlesEnabled: true,
      hsts: true,
      customHeaders: true,
    },
    serviceBus: {
      prefetchCount: true,
      transportType: true,
      webProxy: true,
      autoCompleteMessages: true,
      maxAutoLockRenewalDuration: true,
      maxConcurrentCalls: true,
      maxConcurrentSessions: true,
      maxConcurrentCallsPerSession: true,
      maxMessageBatchSize: true,
      minMessageBatchSize: true,
      maxBatchWaitTime: true,
      sessionIdleTimeout: true,
      enableCrossEntityTransactions: true,
      clientRetryOptions: { mode: true, tryTimeout: true, delay: true, maxDelay: true, maxRetries: true },
    },
  },
}

interface Keys {
  readonly [key: string]: true | Keys
}

/** Paths of the keys that nobody reads, as `extensions.http.routePrefx`. */
const unknownKeys = (section: object, keys: Keys): string[] =>
  Object.entries(section).flatMap(([key, value]) => {
    const inner = keys[key]
    if (inner === undefined) return [key]
    return inner === true ? [] : unknownKeys(value as object, inner).map((path) => `${key}.${path}`)
  })

describe('host.json', () => {
  it('has no key that the host would silently ignore', () => {
    expect(unknownKeys(hostJson, known)).toEqual([])
  })

  it('would be caught with a misspelled one, at any depth', () => {
    const misspelled = {
      extensions: { serviceBus: { maxConcurentCalls: 1, clientRetryOptions: { maxRetry: 1 } }, servicebus: {} },
      functionTimeOut: '00:05:00',
    }
    expect(unknownKeys(misspelled, known)).toEqual([
      'extensions.serviceBus.maxConcurentCalls',
      'extensions.serviceBus.clientRetryOptions.maxRetry',
      'extensions.servicebus',
      'functionTimeOut',
    ])
  })
})
