import { EmailClient, type EmailClientOptions } from '@azure/communication-email'
import { createHttpHeaders, type PipelinePolicy } from '@azure/core-rest-pipeline'
import { isInsecure, type CommunicationConnection } from './connection.ts'

/**
 * `beginSend` asks for the status right after sending, which would burn a quota of 60 a minute and turns an accepted
 * mail into an error when that question fails. The answer it needs is always the same, so it is given here.
 */
const answerFirstStatus: PipelinePolicy = {
  name: 'answerFirstStatus',
  sendRequest(request, next) {
    if (request.method !== 'GET') return next(request)
    const id = new URL(request.url).pathname.split('/').at(-1)
    const headers = createHttpHeaders({ 'content-type': 'application/json' })
    return Promise.resolve({ request, status: 200, headers, bodyAsText: JSON.stringify({ id, status: 'Running' }) })
  },
}

/** One client sends, another asks: only the sender's status question is answered without the service. */
export function emailClients(connection: CommunicationConnection): { sender: EmailClient; asker: EmailClient } {
  // Retries are ours: the SDK would wait as long as Retry-After says, inside a lock.
  const options: EmailClientOptions = { retryOptions: { maxRetries: 0 } }
  const policies = [{ policy: answerFirstStatus, position: 'perCall' as const }]
  return {
    sender: client(connection, { ...options, additionalPolicies: policies }),
    asker: client(connection, options),
  }
}

function client(connection: CommunicationConnection, options: EmailClientOptions): EmailClient {
  if ('connectionString' in connection) {
    const { connectionString } = connection
    return new EmailClient(connectionString, { ...options, allowInsecureConnection: isInsecure(connectionString) })
  }
  return new EmailClient(connection.endpoint, connection.credential, options)
}
