import type { ServiceBusClient } from '@azure/service-bus'
import { afterAll, beforeAll } from 'vitest'
import queues from '../../../infra/queues.json' with { type: 'json' }
import { serviceBusClient } from '../../../src/adapters/service-bus/client.ts'
import type { Workplace } from '../../../src/ops/command.ts'
import { readCommand, runCommand } from '../../../src/ops/run-ops.ts'
import { startServiceBus, type RunningServiceBus } from '../../local/service-bus/start-service-bus.ts'
import { startedTables } from '../tables/started-tables.ts'

export interface Ran {
  readonly code: number
  readonly printed: readonly string[]
}

export const now = new Date('2026-11-24T12:00:00Z')

/** A table store and a broker, and commands that work on them. */
export function startedOps() {
  const tables = startedTables()
  const started: Partial<{ broker: RunningServiceBus; client: ServiceBusClient }> = {}
  beforeAll(async () => {
    started.broker = await startServiceBus({ port: 0, queues })
    started.client = serviceBusClient(started.broker.ready)
  })
  afterAll(async () => {
    await started.client?.close()
    await started.broker?.stop()
  })
  return {
    table: tables.client,
    tablesConnection: tables.connectionString,
    bus: () => started.client as ServiceBusClient,
    inspect: () => (started.broker as RunningServiceBus).inspect(),
    /** @param line as it is written after `npm run ops --`; quotes hold words together */
    run: async (line: string, { isTerminal = true } = {}): Promise<Ran> => {
      const printed: string[] = []
      const place: Workplace = {
        switches: () => tables.client('switches'),
        bus: () => started.client as ServiceBusClient,
        now: () => now,
        print: (text) => printed.push(text),
        isTerminal,
      }
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
      const asked = readCommand(words)
      if (asked === undefined) throw new Error('help was asked for')
      return { code: await runCommand(asked, place), printed }
    },
  }
}
