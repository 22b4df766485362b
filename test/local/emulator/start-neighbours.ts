import { TableServiceClient } from '@azure/data-tables'
import tables from '../../../infra/tables.json' with { type: 'json' }
import { spawnProcess } from '../process/spawn.ts'

export interface NeighboursOptions {
  /** Connection strings of what somebody else runs. */
  readonly tables: string
  readonly serviceBus: string
  /** 0 for any. */
  readonly communicationServicesPort: number
  readonly altinnPlatformPort: number
  /** Where callers reach the app. */
  readonly baseUri: string
  readonly onLine?: (line: string) => void
}

/**
 * For an app that runs on Microsoft's own tools: what these do not have. The tables are created in their store, and
 * the provider's delivery reports go to their broker.
 */
export async function startNeighbours(options: NeighboursOptions) {
  await createTables(options.tables)
  const log = options.onLine === undefined ? {} : { onLine: options.onLine }
  const communicationServices = await spawnProcess<{ url: string; connectionString: string }>({
    main: new URL('../communication-services/main.ts', import.meta.url),
    options: {
      port: options.communicationServicesPort,
      serviceBusConnectionString: options.serviceBus,
      apiUrl: `${options.baseUri}/notifications/api/v1`,
    },
    ...log,
  })
  const altinnPlatform = await spawnProcess<{ url: string; openIdWellKnownEndpoint: string }>({
    main: new URL('../altinn-platform/main.ts', import.meta.url),
    options: { port: options.altinnPlatformPort },
    ...log,
  }).catch(async (fault: unknown) => {
    await communicationServices.stop()
    throw fault
  })
  return {
    communicationServices: communicationServices.ready,
    altinnPlatform: altinnPlatform.ready,
    async stop() {
      await altinnPlatform.stop()
      await communicationServices.stop()
    },
  }
}

/** A table that is there already is left as it is. */
async function createTables(connectionString: string): Promise<void> {
  const service = TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection: true })
  for (const table of tables) await service.createTable(table)
}
