import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { TableClient, type TableEntityResult } from '@azure/data-tables'
import { onTestFinished } from 'vitest'

import { spawnProcess, type Child } from '../../../local/process/spawn.ts'
import {
  startTableStorage,
  type TableStorage,
  type TableStorageOptions,
  type TableStorageReady,
} from '../../../local/table-storage/start-table-storage.ts'

/** Gone when the test has ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'table-storage-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const ordinary = { port: 0, tables: ['orders'] }

/** Inside this process, where it is quick; stopped when the test has ended. */
export async function started(options: Partial<TableStorageOptions> = {}): Promise<TableStorage> {
  const storage = await startTableStorage({ ...ordinary, ...options })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= storage.stop())
  onTestFinished(stop)
  return { ...storage, stop }
}

/** In a process of its own, which can be killed. */
export async function spawned(
  options: Partial<TableStorageOptions> = {},
  onLine?: (line: string) => void,
): Promise<Child<TableStorageReady>> {
  const child = await spawnProcess<TableStorageReady>({
    main: new URL('../../../local/table-storage/main.ts', import.meta.url),
    options: { ...ordinary, ...options },
    ...(onLine && { onLine }),
  })
  onTestFinished(() => child.kill())
  return child
}

export const clientOf = ({ ready }: { ready: TableStorageReady }, table = 'orders') =>
  TableClient.fromConnectionString(ready.connectionString, table, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  })

/** Every row of a table, ETag and Timestamp included, by its row key. */
export async function rowsOf(storage: { ready: TableStorageReady }, table = 'orders') {
  const rows = new Map<string, TableEntityResult<Record<string, unknown>>>()
  for await (const row of clientOf(storage, table).listEntities()) rows.set(row.rowKey ?? '', row)
  return rows
}
