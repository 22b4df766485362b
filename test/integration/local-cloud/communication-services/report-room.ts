import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus'
import { expect, vi } from 'vitest'
import queues from '../../../../infra/queues.json' with { type: 'json' }
import {
  startCommunicationServices,
  type CommunicationServicesOptions,
} from '../../../local/communication-services/start-communication-services.ts'
import { startServiceBus } from '../../../local/service-bus/start-service-bus.ts'
import { quiet } from './started-services.ts'

export const brokerOptions = (port = 0) => ({ port, queues: { 'delivery-reports': queues['delivery-reports'] } })

export type ReportRoom = Awaited<ReturnType<typeof openReportRoom>>

/** A broker with the queue of the reports, and what has been received from it. */
export async function openReportRoom() {
  let broker = await startServiceBus(brokerOptions())
  const { connectionString, port } = broker.ready
  const received: ServiceBusReceivedMessage[] = []
  /** Undoes what a test has started, last things first. */
  const cleanUps: (() => Promise<unknown>)[] = [() => broker.stop()]
  return {
    connectionString,
    received,
    onClose: (cleanUp: () => Promise<unknown>) => void cleanUps.push(cleanUp),
    stopBroker: () => broker.stop(),
    async startBrokerAgain() {
      broker = await startServiceBus(brokerOptions(port))
    },
    receive(from = connectionString) {
      const client = new ServiceBusClient(from)
      cleanUps.push(() => client.close())
      client.createReceiver('delivery-reports').subscribe({
        processMessage: (message) => Promise.resolve(void received.push(message)),
        processError: () => Promise.resolve(),
      })
    },
    async start(options: Partial<CommunicationServicesOptions> = {}) {
      const services = await startCommunicationServices({
        ...quiet,
        serviceBusConnectionString: connectionString,
        ...options,
      })
      cleanUps.push(() => services.stop())
      return services
    },
    arrival: (count: number) => vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 10_000 }),
    async close() {
      for (const cleanUp of cleanUps.toReversed()) await cleanUp()
    },
  }
}
