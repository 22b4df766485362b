import type { TableClient } from '@azure/data-tables'
import type { DeadReports } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import { keyPart } from './keys.ts'

/** One partition per day; a report that is delivered again writes the same row again. */
export function tableDeadReports(client: TableClient): DeadReports {
  return {
    async put({ eventId, at, ...facts }) {
      const key = { partitionKey: at.toISOString().slice(0, 10), rowKey: keyPart(eventId).slice(0, 500) }
      await request(() => client.upsertEntity({ ...key, v: 1, at, ...facts }, 'Replace'))
    },
  }
}
