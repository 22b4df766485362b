import { odata, type TableClient } from '@azure/data-tables'
import { bucketOfRow, type AgendaRow } from '../../domain/agenda.ts'
import type { OrderId } from '../../domain/ids.ts'
import type { StartQueue } from '../../domain/message.ts'
import type { Agenda } from '../../use-cases/ports.ts'
import { groupWriter } from './group-writer.ts'
import { request } from './errors.ts'

interface Row {
  readonly v: 1
  readonly kind: string
  readonly order: string
  readonly queue: string
  readonly nonce: string
  readonly at: Date
  readonly due: Date
  readonly looks: number
  readonly unsent?: number
  readonly shard: number
  readonly writtenAt: Date
}

const pageRows = 1000

export function tableAgenda(client: TableClient): Agenda {
  const writer = groupWriter(client)
  return {
    put: (row) => writer.upsert(entityOf(row)),
    remove: (row) => writer.remove(keyOf(row)),
    firstPage: (bucket) => firstRows(client, odata`PartitionKey lt ${bucket}`),
    async bucketsBefore(bucket) {
      const buckets: string[] = []
      for (;;) {
        const after = buckets.at(-1) ?? ''
        const { rows } = await firstRows(client, odata`PartitionKey gt ${after} and PartitionKey lt ${bucket}`)
        const found = new Set(rows.map((row) => keyOf(row).partitionKey))
        if (found.size === 0) return buckets
        buckets.push(...found)
      }
    },
    page: (bucket, next) => onePage(client, odata`PartitionKey eq ${bucket}`, next),
  }
}

/** A page with fewer rows than asked for, even an empty one, may have a next one: Azure cuts pages where it likes. */
async function firstRows(client: TableClient, filter: string): Promise<{ rows: AgendaRow[]; more: boolean }> {
  const rows: AgendaRow[] = []
  let next: string | undefined
  do {
    const page = await onePage(client, filter, next)
    rows.push(...page.rows)
    next = page.next
  } while (next !== undefined && rows.length < pageRows)
  return { rows, more: next !== undefined }
}

async function onePage(
  client: TableClient,
  filter: string,
  next?: string,
): Promise<{ rows: AgendaRow[]; next?: string }> {
  const query = client.listEntities<Row>({ queryOptions: { filter } })
  const settings = { maxPageSize: pageRows, ...(next === undefined ? {} : { continuationToken: next }) }
  const page = await request(() => firstOf(query.byPage(settings)))
  if (page === undefined) return { rows: [] }
  const rows = page.map(rowFrom)
  return page.continuationToken === undefined ? { rows } : { rows, next: page.continuationToken }
}

async function firstOf<Value>(values: AsyncIterable<Value>): Promise<Value | undefined> {
  for await (const value of values) return value
  return undefined
}

const keyOf = ({ at, shard, kind, order, nonce }: AgendaRow) => ({
  partitionKey: bucketOfRow({ kind, at, shard }),
  rowKey: `${kind}-${order}-${nonce}`,
})

const entityOf = (row: AgendaRow) => ({ ...keyOf(row), v: 1, ...row })

function rowFrom({ kind, order, queue, nonce, at, due, looks, unsent, shard, writtenAt }: Row): AgendaRow {
  return {
    kind: kind as AgendaRow['kind'],
    order: order as OrderId,
    queue: queue as StartQueue,
    nonce,
    at,
    due,
    looks,
    ...(unsent === undefined ? {} : { unsent }),
    shard,
    writtenAt,
  }
}
