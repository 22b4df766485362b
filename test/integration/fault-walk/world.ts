import type { TableClient } from '@azure/data-tables'
import { readDeliveryReport } from '../../../src/adapters/communication-services/delivery-report.ts'
import { parquetOutcomes } from '../../../src/adapters/parquet/outcome-file.ts'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableAgenda } from '../../../src/adapters/tables/agenda.ts'
import { tableDeadReports } from '../../../src/adapters/tables/dead-reports.ts'
import { tableFeed } from '../../../src/adapters/tables/feed.ts'
import { tableNotificationLog } from '../../../src/adapters/tables/notification-log.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { tableOutcomes } from '../../../src/adapters/tables/outcomes.ts'
import { tablePauses } from '../../../src/adapters/tables/pauses.ts'
import { tableRecipients } from '../../../src/adapters/tables/recipients.ts'
import { tableRates } from '../../../src/adapters/tables/rates.ts'
import { tableReferences } from '../../../src/adapters/tables/references.ts'
import { bucketOfRow, type AgendaRow } from '../../../src/domain/agenda.ts'
import type { Agenda, Ports } from '../../../src/use-cases/ports.ts'
import { smallRegister } from '../../unit/use-cases/small-register.ts'
import { virtualBus, type VirtualBus } from './virtual-bus.ts'
import { virtualConditions } from './virtual-conditions.ts'
import { virtualEmailProvider } from './virtual-email-provider.ts'
import type { Sent, Temper } from './virtual-provider.ts'
import { virtualSmsProvider } from './virtual-sms-provider.ts'
import { virtualTime, type VirtualTime } from './virtual-time.ts'

export type Tables = Readonly<
  Record<
    'orders' | 'agenda' | 'references' | 'feed' | 'switches' | 'deadreports' | 'recipients' | 'log' | 'outcomes',
    TableClient
  >
>

/** What outlives a crash: tables (real ones), bus, providers and time. */
export interface World {
  readonly tables: Tables
  readonly time: VirtualTime
  readonly bus: VirtualBus
  /** Everything that has left, e-mail and SMS. */
  sent(): readonly Sent[]
  /** The agenda, oldest rows first, as everybody's writes have left it. */
  agendaRows(): Promise<readonly AgendaRow[]>
  /** A process as it starts: adapters with nothing remembered. */
  ports(): Ports
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const hashes = keyedHashes(Buffer.alloc(32, 7))

export function createWorld(tables: Tables, { temper, start }: { temper: Temper; start: Date }): World {
  const time = virtualTime(start)
  const bus = virtualBus(time)
  const email = virtualEmailProvider(temper, { time, bus })
  const sms = virtualSmsProvider(temper, { time, bus })
  const { clock, machine } = time
  const rows = new Map<string, AgendaRow>()
  const agenda = () => remembered(tableAgenda(tables.agenda), rows)
  const ports = (): Ports => ({
    clock,
    machine,
    hashes,
    orders: tableOrders(tables.orders),
    agenda: agenda(),
    references: tableReferences(tables.references, hashes),
    feed: tableFeed(tables.feed, { firstNumber: 1, machine }),
    bus: bus.port,
    emailCourier: email.port,
    smsCourier: sms.port,
    pauses: tablePauses(tables.switches, time),
    rates: tableRates(tables.switches, {}, machine),
    deadReports: tableDeadReports(tables.deadreports),
    readReport: readDeliveryReport,
    ...smallRegister,
    conditions: virtualConditions,
    recipients: tableRecipients(tables.recipients, hashes),
    notificationLog: tableNotificationLog(tables.log, hashes),
    outcomes: tableOutcomes(tables.outcomes, { shards: 1 }),
    writeOutcomes: parquetOutcomes,
    log: silent,
  })
  return {
    tables,
    time,
    bus,
    sent: () => [...email.sent, ...sms.sent],
    agendaRows: () => Promise.resolve([...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)),
    ports,
  }
}

const keyOf = (row: AgendaRow) => `${bucketOfRow(row)} ${row.kind}-${row.order}-${row.nonce}`

/**
 * Reading the agenda between all steps would cost more than the steps. A process that crashes leaves its requests under
 * way: a row counts from the moment it was sent.
 */
const remembered = (agenda: Agenda, rows: Map<string, AgendaRow>): Agenda => ({
  ...agenda,
  put(row) {
    rows.set(keyOf(row), row)
    return agenda.put(row)
  },
  remove: (row) => agenda.remove(row).then(() => void rows.delete(keyOf(row))),
})
