import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus'
import type { QueueInspection } from '../../../local/service-bus/inspection.ts'
import { startServiceBus } from '../../../local/service-bus/start-service-bus.ts'
import { startHost, type LogLine, type StartedHost } from './started-host.ts'

/** What the functions of `apps/queues.ts` log. */
interface Seen {
  readonly event: 'begin' | 'end'
  readonly got: unknown
  readonly metadata: Record<string, unknown>
  readonly trace: string
  readonly running: number
  /** Milliseconds since 1970. */
  readonly time: number
}

export const startBus = (port = 0) => {
  const queue = { maxDeliveryCount: 3, lockDuration: 'PT2S' }
  return startServiceBus({ port, queues: { singles: queue, batches: queue, kept: queue } })
}

export interface BusAndHost {
  readonly host: StartedHost
  send(queue: string, bodies: readonly unknown[], properties?: Partial<ServiceBusMessage>): Promise<void>
  queue(name: string): QueueInspection
  /** What a function has logged since the last test. */
  seen(name: string, event?: Seen['event']): Seen[]
  /** Only what is logged from now on is seen. */
  forget(): void
  stop(): Promise<void>
}

/** Starts a broker and the host with `apps/queues.ts`. */
export async function startBusAndHost(serviceBus: object = {}): Promise<BusAndHost> {
  const bus = await startBus()
  const client = new ServiceBusClient(bus.ready.connectionString)
  const host = await startQueuesApp(bus.ready.connectionString, serviceBus)
  let from = 0
  return {
    host,
    send: async (queue, bodies, properties = {}) => {
      const sender = client.createSender(queue)
      await sender.sendMessages(bodies.map((body) => ({ ...properties, body })))
      await sender.close()
    },
    queue: (name) => {
      const { queues } = bus.inspect()
      return queues[name] as QueueInspection
    },
    seen: (name, event = 'begin') =>
      host.lines
        .slice(from)
        .filter((line) => line.function === name && line.level === 'information')
        .map(parseSeen)
        .filter((seen) => seen.event === event),
    forget: () => (from = host.lines.length),
    stop: async () => {
      await client.close()
      await host.stop()
      await bus.stop()
    },
  }
}

export const startQueuesApp = (connectionString: string, serviceBus: object = {}): Promise<StartedHost> =>
  startHost('queues', {
    hostJson: { extensions: { http: { routePrefix: '' }, serviceBus } },
    settings: { Bus: connectionString, MANY_QUEUE: 'batches' },
  })

const parseSeen = (line: LogLine): Seen => ({
  ...(JSON.parse(line.message ?? '') as Omit<Seen, 'time'>),
  time: Date.parse(String(line['time'])),
})
