import queues from '../../../infra/queues.json' with { type: 'json' }
import { spawnProcess } from '../../local/process/spawn.ts'
import type { Floor, FloorOptions } from '../floor/run-floor.ts'

interface Part {
  readonly connectionString: string
}

/** A store and a broker of the same kind as the app's, for nothing but the floor. */
export async function startFloor() {
  const tables = await spawnProcess<Part>({
    main: new URL('../../local/table-storage/main.ts', import.meta.url),
    options: { port: 0, tables: ['orders'] },
  })
  const serviceBus = await spawnProcess<Part>({
    main: new URL('../../local/service-bus/main.ts', import.meta.url),
    options: { port: 0, queues },
  })
  return {
    /** What store and broker take per second from their bare SDKs. */
    async measure(run: Pick<FloorOptions, 'sample' | 'orders' | 'concurrency'>): Promise<Floor> {
      const parts = { tables: tables.ready.connectionString, serviceBus: serviceBus.ready.connectionString }
      const child = await spawnProcess<Floor>({
        main: new URL('../floor/main.ts', import.meta.url),
        options: { ...run, ...parts },
      })
      await child.stop()
      return child.ready
    },
    async stop() {
      await Promise.all([tables.stop(), serviceBus.stop()])
    },
  }
}
