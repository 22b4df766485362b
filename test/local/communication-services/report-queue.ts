import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus'

export interface ReportQueue {
  /** Settles when the broker has all of them, or fails within seconds; there is no telling then which it has. */
  post(messages: ServiceBusMessage[]): Promise<void>
  close(): Promise<void>
}

/** Connects at the first post, and anew when the connection has been lost. */
export function openReportQueue(connectionString: string, queue: string): ReportQueue {
  const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 } })
  const sender = client.createSender(queue)
  const end = new AbortController()
  return {
    post: (messages) => sender.sendMessages(messages, { abortSignal: end.signal }),
    async close() {
      end.abort()
      await client.close()
    },
  }
}
