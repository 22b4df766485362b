import type { TableClient } from '@azure/data-tables'
import { afterAll, beforeAll } from 'vitest'
import tables from '../../../infra/tables.json' with { type: 'json' }
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'

/** One table store for all tests of a file, in this process; each test takes partitions of its own. */
export function startedTables() {
  let storage: TableStorage | undefined
  beforeAll(async () => {
    storage = await startTableStorage({ port: 0, tables })
  })
  afterAll(() => storage?.stop())
  const running = () => {
    if (storage === undefined) throw new Error('the store is started before the first test only')
    return storage
  }
  return {
    client: (table: string) => tableClient(running().ready, table),
    connectionString: () => running().ready.connectionString,
    /** How many requests of each kind the store got while `work` ran. */
    async requestsOf(work: () => Promise<unknown>) {
      const before = running().inspect().requests
      await work()
      const after = Object.entries(running().inspect().requests)
      const counts = after.map(([kind, count]) => [kind, count - (before[kind as keyof typeof before] ?? 0)] as const)
      return Object.fromEntries(counts.filter(([, count]) => count > 0))
    },
  }
}

/** Every row of a partition by its row key. */
export async function rowsOf(client: TableClient, partitionKey: string) {
  const rows = new Map<string, Record<string, unknown>>()
  const queryOptions = { filter: `PartitionKey eq '${partitionKey}'` }
  for await (const row of client.listEntities({ queryOptions })) rows.set(row.rowKey ?? '', row)
  return rows
}
