import { odata, type TableClient } from '@azure/data-tables'
import pLimit from 'p-limit'
import type { Identity } from '../../domain/identity.ts'
import type { OrderId } from '../../domain/ids.ts'
import type { RecipientRow } from '../../domain/recipient-row.ts'
import type { Hashes, Interval, Recipients } from '../../use-cases/ports.ts'
import { request } from './errors.ts'

interface Row {
  readonly order: string
  readonly segment: number
  readonly requestedSendTime: Date
}

/** Nobody shares a partition, so every row is a request of its own. */
const concurrency = 16

/** One partition per person or organisation, under its keyed hash: no number is ever stored here. */
export function tableRecipients(client: TableClient, hashes: Hashes): Recipients {
  const partitionOf = ({ kind, number }: Identity) => hashes.of(['recipient', kind, number]).toString('hex')
  const keyOf = ({ identity, requestedSendTime, order, segment }: RecipientRow) => {
    const partitionKey = partitionOf(identity)
    return { partitionKey, rowKey: `${latestFirst(requestedSendTime)}-${order}-${segment}-${partitionKey}` }
  }
  const each = (rows: readonly RecipientRow[], work: (row: RecipientRow) => Promise<unknown>) =>
    pLimit(concurrency).map(rows, work)
  return {
    async put(rows) {
      await each(rows, (row) => {
        const { order, segment, requestedSendTime } = row
        const entity = { ...keyOf(row), v: 1, order, segment, requestedSendTime }
        return request(() => client.upsertEntity(entity, 'Replace'))
      })
    },
    async remove(rows) {
      await each(rows, (row) => {
        const { partitionKey, rowKey } = keyOf(row)
        return request(() => client.deleteEntity(partitionKey, rowKey), { 404: undefined })
      })
    },
    async find(identity, interval) {
      const filter = filterOf(partitionOf(identity), interval)
      const rows = await request(() => Array.fromAsync(client.listEntities<Row>({ queryOptions: { filter } })))
      return rows.map((row) => ({ ...factsOf(row), identity }))
    },
  }
}

const factsOf = ({ order, segment, requestedSendTime }: Row) => ({
  order: order as OrderId,
  segment,
  requestedSendTime,
})

/** The last moment that an order may ask for; counted back from it, times sort the latest first. */
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

const latestFirst = (time: Date, laterMs = 0) => String(lastMs - time.getTime() + laterMs).padStart(15, '0')

/** From the beginning of the interval, to just before its end. */
const filterOf = (partition: string, { from, to }: Interval) =>
  odata`PartitionKey eq ${partition} and RowKey ge ${latestFirst(to, 1)} and RowKey lt ${latestFirst(from, 1)}`
