import { TableClient } from '@azure/data-tables'
import { afterAll, beforeAll } from 'vitest'
import tables from '../../../infra/tables.json' with { type: 'json' }
import { apiClient, tokenHolder, type ApiClient } from '../../local/cloud/api-client.ts'
import { startCloud, type Cloud, type CloudOptions } from '../../local/cloud/start-cloud.ts'

export const baseUri = 'http://localhost:5090'

export interface StartedApi {
  readonly cloud: Cloud
  /** With a token that may do everything. */
  readonly owner: ApiClient
  /** Without a token. */
  readonly stranger: ApiClient
  /** What all processes have logged so far. */
  readonly lines: readonly string[]
}

/** A local cloud for all tests of a file. */
export function startedApi(options: Partial<CloudOptions> = {}): StartedApi {
  const api: Partial<{ -readonly [Name in keyof StartedApi]: StartedApi[Name] }> = {}
  beforeAll(async () => {
    const lines: string[] = []
    api.lines = lines
    api.cloud = await startCloud({ baseUri, onLine: (line) => lines.push(line), ...options })
    api.owner = await tokenHolder(api.cloud.url)
    api.stranger = apiClient(api.cloud.url)
  })
  afterAll(() => api.cloud?.stop())
  return api as StartedApi
}

/** How many rows there are in all tables. */
export async function rowsIn({ places }: Cloud): Promise<number> {
  let count = 0
  for (const table of tables) {
    const client = TableClient.fromConnectionString(places.tables, table, { allowInsecureConnection: true })
    for await (const _row of client.listEntities({ queryOptions: { select: ['PartitionKey'] } })) count++
  }
  return count
}
