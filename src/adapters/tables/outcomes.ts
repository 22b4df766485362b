import { odata, type TableClient, type TableEntityResult } from '@azure/data-tables'
import { shardOf } from '../../domain/agenda.ts'
import type { Channel } from '../../domain/channel.ts'
import { levelOf, type NotificationId, orderOf } from '../../domain/ids.ts'
import type { Result } from '../../domain/notification.ts'
import type { Outcome, SmsOutcome } from '../../domain/outcome.ts'
import type { Outcomes } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import { groupWriter } from './group-writer.ts'

interface Row {
  readonly creator: string
  readonly sendersReference?: string
  readonly resourceId?: string
  readonly requestedSendTime: Date
  readonly result: string
  readonly providerReference: string
  readonly rate?: string
  readonly numberPrefix?: string
  readonly parts?: number
  readonly bodyLength?: number
}

const pageRows = 1000

/** A partition per day, channel and shard; the notification's id is the row key, so an outcome has one row. */
export function tableOutcomes(client: TableClient, settings: { readonly shards: number }): Outcomes {
  const writer = groupWriter(client)
  return {
    async put(outcomes) {
      await Promise.all(
        outcomes.map((outcome) => writer.upsert({ ...keyOf(outcome, settings.shards), ...rowOf(outcome) })),
      )
    },
    async page({ day, channel }, next) {
      const prefix = `${day}|${channel}`
      const filter = odata`PartitionKey ge ${`${prefix}|`} and PartitionKey lt ${`${prefix}}`}`
      const page = await onePage(client, filter, next)
      const outcomes = page.rows.map((row) => outcomeFrom(row, { day, channel }))
      return page.next === undefined ? { outcomes } : { outcomes, next: page.next }
    },
    async eraseBefore(day) {
      let next: string | undefined
      do {
        const page = await onePage(client, odata`PartitionKey lt ${day}`, next)
        const keys = page.rows.map(({ partitionKey = '', rowKey = '' }) => ({ partitionKey, rowKey }))
        await Promise.all(keys.map((key) => writer.remove(key)))
        if (keys.length > 0) return true
        next = page.next
      } while (next !== undefined)
      return false
    },
  }
}

/** The notifications of a large order are spread by its segments. */
const shardOfOutcome = (notification: NotificationId, shards: number) =>
  (shardOf(orderOf(notification), shards) + (levelOf(notification)?.segment ?? 0)) % shards

const keyOf = ({ day, channel, notification }: Outcome, shards: number) => ({
  partitionKey: `${day}|${channel}|${String(shardOfOutcome(notification, shards)).padStart(2, '0')}`,
  rowKey: notification as string,
})

function rowOf({ creator, sendersReference, resourceId, requestedSendTime, result, providerReference, sms }: Outcome) {
  return {
    v: 1,
    creator,
    ...(sendersReference === undefined ? {} : { sendersReference }),
    ...(resourceId === undefined ? {} : { resourceId }),
    requestedSendTime,
    result,
    providerReference,
    ...sms,
  }
}

function outcomeFrom(row: TableEntityResult<Row>, { day, channel }: Pick<Outcome, 'day' | 'channel'>): Outcome {
  const { creator, sendersReference, resourceId, requestedSendTime, result, providerReference } = row
  return {
    notification: row.rowKey as NotificationId,
    channel,
    day,
    creator,
    ...(sendersReference === undefined ? {} : { sendersReference }),
    ...(resourceId === undefined ? {} : { resourceId }),
    requestedSendTime,
    result: result as Result,
    providerReference,
    ...smsOf(channel, row),
  }
}

function smsOf(channel: Channel, { rate, numberPrefix = '', parts = 0, bodyLength = 0 }: Row): Pick<Outcome, 'sms'> {
  return channel === 'email' ? {} : { sms: { rate: rate as SmsOutcome['rate'], numberPrefix, parts, bodyLength } }
}

async function onePage(client: TableClient, filter: string, next: string | undefined) {
  const query = client.listEntities<Row>({ queryOptions: { filter } })
  const settings = { maxPageSize: pageRows, ...(next === undefined ? {} : { continuationToken: next }) }
  return request(async () => {
    for await (const page of query.byPage(settings)) {
      const rows: readonly TableEntityResult<Row>[] = page
      return page.continuationToken === undefined ? { rows } : { rows, next: page.continuationToken }
    }
    return { rows: [] }
  })
}
