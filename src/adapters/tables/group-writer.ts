import type { TableClient, TableEntity, TransactionAction } from '@azure/data-tables'
import { checkSize } from './entity-size.ts'
import { request, statusOf } from './errors.ts'

/** Writes single rows; rows of one partition that come while a request is on its way travel together. */
export interface GroupWriter {
  upsert(row: Row): Promise<void>
  /** Removing what is not there is success. */
  remove(row: RowKey): Promise<void>
}

export type Row = RowKey & Readonly<Record<string, unknown>>

export interface RowKey {
  readonly partitionKey: string
  readonly rowKey: string
}

interface Waiting {
  readonly action: TransactionAction
  readonly key: string
  readonly resolve: () => void
  readonly reject: (cause: unknown) => void
}

const mostRows = 100

/**
 * Group commit without timers: the first row goes at once, and what arrives meanwhile gathers for the next request.
 * So a lone row is not delayed, and under load many rows share a request.
 */
export function groupWriter(client: TableClient): GroupWriter {
  const partitions = new Map<string, Waiting[]>()

  function write(partition: string, action: TransactionAction): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { action, key: action[1].rowKey, resolve, reject }
      const line = partitions.get(partition)
      if (line !== undefined) {
        line.push(waiting)
        return
      }
      partitions.set(partition, [waiting])
      void drain(partition)
    })
  }

  async function drain(partition: string): Promise<void> {
    const line = partitions.get(partition) ?? []
    while (line.length > 0) await commit(client, takeGroup(line))
    partitions.delete(partition)
  }

  return {
    upsert: async (row) => write(row.partitionKey, ['upsert', { ...checkSize(row) }, 'Replace']),
    remove: (row) => write(row.partitionKey, ['delete', { partitionKey: row.partitionKey, rowKey: row.rowKey }]),
  }
}

/** A transaction may name a row only once: the second request for a row waits for the next group. */
function takeGroup(line: Waiting[]): Waiting[] {
  const keys = new Set<string>()
  const group = line.filter(({ key }) => keys.size < mostRows && !keys.has(key) && keys.add(key))
  const taken = new Set(group)
  let left = 0
  for (const waiting of line) if (!taken.has(waiting)) line[left++] = waiting
  line.length = left
  return group
}

async function commit(client: TableClient, group: readonly Waiting[]): Promise<void> {
  try {
    await send(client, group)
    for (const { resolve } of group) resolve()
  } catch (cause) {
    // One row that the store refuses must not become the others' error.
    const isRefused = group.length > 1 && (statusOf(cause) ?? 500) < 500
    if (isRefused) for (const waiting of group) await commit(client, [waiting])
    else for (const { reject } of group) reject(cause)
  }
}

async function send(client: TableClient, group: readonly Waiting[]): Promise<void> {
  const [first, ...others] = group
  if (first !== undefined && others.length === 0) await single(client, first.action)
  else if (first !== undefined) await request(() => client.submitTransaction(group.map(({ action }) => action)))
}

async function single(client: TableClient, [kind, entity]: TransactionAction): Promise<void> {
  if (kind === 'delete')
    await request(() => client.deleteEntity(entity.partitionKey, entity.rowKey), { 404: undefined })
  else await request(() => client.upsertEntity(entity as TableEntity, 'Replace'))
}
