import { odata, type TableClient } from '@azure/data-tables'
import type { LogEntry } from '../../domain/log-entry.ts'
import type { Association, Hashes, NotificationLog } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import { groupWriter } from './group-writer.ts'
import { keyPart } from './keys.ts'
import { gather, pack, spread, unpack } from './packing.ts'

/**
 * One partition per creator, so that entries of different dialogs share their writes. An entry lies under its dialog
 * and under its transmission, each a keyed hash: the ids are texts of any length.
 */
export function tableNotificationLog(client: TableClient, hashes: Hashes): NotificationLog {
  const writer = groupWriter(client)
  const prefixOf = (creator: string, name: keyof Association, id: string) =>
    hashes.of(['log', creator, name, id]).toString('hex')
  const keysOf = (entry: LogEntry) =>
    prefixes(entry, (name, id) => prefixOf(entry.creator, name, id)).map((prefix) => ({
      partitionKey: keyPart(entry.creator),
      rowKey: `${prefix}-${entry.notification}`,
    }))
  return {
    async put(entries) {
      const rows = entries.flatMap((entry) => keysOf(entry).map((key) => ({ ...key, v: 1, ...columnsOf(entry) })))
      await Promise.all(rows.map((row) => writer.upsert(row)))
    },
    async remove(entries) {
      await Promise.all(entries.flatMap(keysOf).map((key) => writer.remove(key)))
    },
    async find(creator, association) {
      const [prefix = ''] = prefixes(association, (name, id) => prefixOf(creator, name, id))
      const filter = odata`PartitionKey eq ${keyPart(creator)} and RowKey ge ${`${prefix}-`} and RowKey lt ${`${prefix}.`}`
      const rows = await request(() => Array.fromAsync(client.listEntities({ queryOptions: { filter } })))
      return rows.map(entryFrom).filter((entry) => belongsTo(entry, association))
    },
  }
}

const prefixes = (
  { dialogId, transmissionId }: Association,
  prefix: (name: keyof Association, id: string) => string,
) => [
  ...(dialogId === undefined ? [] : [prefix('dialogId', dialogId)]),
  ...(transmissionId === undefined ? [] : [prefix('transmissionId', transmissionId)]),
]

const belongsTo = (entry: LogEntry, { dialogId, transmissionId }: Association) =>
  (dialogId === undefined || entry.dialogId === dialogId) &&
  (transmissionId === undefined || entry.transmissionId === transmissionId)

const columnsOf = (entry: LogEntry) => spread('entry', pack(entry))

const entryFrom = (row: object) =>
  unpack(gather('entry', row as Record<string, unknown>), ['requestedSendTime', 'lastUpdate']) as LogEntry
