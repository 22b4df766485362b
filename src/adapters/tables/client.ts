import { TableClient, type TableServiceClientOptions } from '@azure/data-tables'
import type { TokenCredential } from '@azure/core-auth'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'

/** Either a connection string (laptop, tests) or the endpoint of an account that knows our identity (Azure). */
export type TablesConnection =
  { readonly connectionString: string } | { readonly endpoint: string; readonly credential: TokenCredential }

/**
 * U+2028 and U+2029 (pasted from web pages and word processors) are legal in JSON, yet Azurite's parser of
 * transactions stops at them. As escapes they mean the same everywhere.
 */
const escapeLineSeparators: PipelinePolicy = {
  name: 'escapeLineSeparators',
  sendRequest(request, next) {
    if (typeof request.body === 'string') {
      request.body = request.body.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)
    }
    return next(request)
  },
}

/** The SDK knows no time limit: a store that takes a request and never answers would hold its caller for ever. */
const limitTime = (milliseconds: number): PipelinePolicy => ({
  name: 'limitTime',
  sendRequest(request, next) {
    request.timeout = milliseconds
    return next(request)
  },
})

/** The SDK would wait as long as the store says, with the caller behind it. */
const ignoreRetryAfter: PipelinePolicy = {
  name: 'ignoreRetryAfter',
  async sendRequest(request, next) {
    const response = await next(request)
    for (const name of ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms']) response.headers.delete(name)
    return response
  },
}

const patienceMs = 10_000

const options = (insecure: boolean, callMs: number): TableServiceClientOptions => ({
  allowInsecureConnection: insecure,
  additionalPolicies: [
    { policy: escapeLineSeparators, position: 'perCall' },
    { policy: limitTime(callMs), position: 'perCall' },
    { policy: ignoreRetryAfter, position: 'perRetry' },
  ],
  // A caller waits behind every call: give up after about a second and let HTTP or the queue come back.
  retryOptions: { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 800 },
})

/**
 * One client per table for the whole process.
 * @param callMs how long a single try may take
 */
export function tableClient(connection: TablesConnection, table: string, callMs = patienceMs): TableClient {
  if ('connectionString' in connection) {
    const insecure = /(^|;)(TableEndpoint=http:|UseDevelopmentStorage=true)/i.test(connection.connectionString)
    return TableClient.fromConnectionString(connection.connectionString, table, options(insecure, callMs))
  }
  return new TableClient(connection.endpoint, table, connection.credential, options(false, callMs))
}
