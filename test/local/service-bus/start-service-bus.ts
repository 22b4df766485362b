import { followClock } from '../clock/follow-clock.ts'
import type { Running } from '../process/serve.ts'
import type { SharedAccessKey } from './access/sas-token.ts'
import { inspectQueues, type ServiceBusInspection } from './inspection.ts'
import { openQueues } from './journal/journaled-queues.ts'
import { createEntities } from './links/entities.ts'
import { listen } from './links/server.ts'
import { startAlarm } from './queue/alarm.ts'
import type { QueueDescription } from './queue/queue-description.ts'

export interface ServiceBusOptions {
  /** 0: any free port. */
  readonly port: number
  readonly host?: string
  /** Where messages survive the process; left out, they are only kept in memory. */
  readonly folder?: string
  /** Messages also survive a sudden end of the machine. */
  readonly fsync?: boolean
  readonly queues: Readonly<Record<string, QueueDescription>>
  readonly sharedAccessKey?: SharedAccessKey
  readonly maxMessageSizeBytes?: number
  /** What the journal may grow to before it is compacted. */
  readonly compactionBytes?: number
  /** A client that is silent for twice as long is disconnected. */
  readonly idleTimeoutMilliseconds?: number
  /** Where the broker hears of the time that scheduled messages go by; left out, it is the machine's. */
  readonly clockUrl?: string
}

export interface ServiceBusReady {
  readonly port: number
  readonly connectionString: string
}

export interface RunningServiceBus extends Running<ServiceBusReady> {
  inspect(): ServiceBusInspection
}

/** The key that the emulator's connection string names. */
const emulatorKey: SharedAccessKey = { name: 'RootManageSharedAccessKey', key: 'SAS_KEY_VALUE' }

/** The limit of the Standard tier. */
const standardMessageBytes = 262_144

/**
 * Starts a broker that speaks AMQP 1.0 as Service Bus does, and goes on with the queues that are in its folder.
 * Rejects with `code` EADDRINUSE and `port` if the port is taken, and if another broker has the folder.
 */
export async function startServiceBus(options: ServiceBusOptions): Promise<RunningServiceBus> {
  const { port: wanted, host = '127.0.0.1', sharedAccessKey: key = emulatorKey } = options
  const clock = await followClock(options.clockUrl)
  const { queues, journal, close } = openQueues({ ...options, clock: () => clock.now() })
  const entities = createEntities(queues, journal)
  const maxMessageSize = options.maxMessageSizeBytes ?? standardMessageBytes
  const settings = { port: wanted, host, entities, key, maxMessageSize, idleTimeout: options.idleTimeoutMilliseconds }
  const server = await listen(settings).catch((error: unknown) => {
    close()
    throw error
  })
  const alarm = startAlarm(queues)
  clock.onMove(() => alarm.ring())
  const endpoint = `Endpoint=sb://${host}:${server.port};SharedAccessKeyName=${key.name};SharedAccessKey=${key.key}`
  return {
    ready: { port: server.port, connectionString: `${endpoint};UseDevelopmentEmulator=true;` },
    inspect: () => inspectQueues(queues),
    async stop() {
      await server.close()
      clock.stop()
      alarm.stop()
      close()
    },
  }
}
