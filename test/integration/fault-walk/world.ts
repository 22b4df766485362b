import type { TableClient } from '@azure/data-tables'
import { readDeliveryReport } from '../../../src/adapters/communication-services/delivery-report.ts'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableAgenda } from '../../../src/adapters/tables/agenda.ts'
import { tableDeadReports } from '../../../src/adapters/tables/dead-reports.ts'
import { tableFeed } from '../../../src/adapters/tables/feed.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { tablePauses } from '../../../src/adapters/tables/pauses.ts'
import { tableReferences } from '../../../src/adapters/tables/references.ts'
import type { AgendaRow } from '../../../src/domain/agenda.ts'
import type { Agenda, Ports } from '../../../src/use-cases/ports.ts'
import { virtualBus, type VirtualBus } from './virtual-bus.ts'
import { virtualEmailProvider } from './virtual-email-provider.ts'
import type { Sent, Temper } from './virtual-provider.ts'
import { virtualSmsProvider } from './virtual-sms-provider.ts'
import { virtualTime, type VirtualTime } from './virtual-time.ts'

export type Tables = Readonly<
  Record<'orders' | 'agenda' | 'references' | 'feed' | 'switches' | 'deadreports', TableClient>
>

/** What outlives a crash: tables (real ones), bus, providers and time. */
export interface World {
  readonly tables: Tables
  readonly time: VirtualTime
  readonly bus: VirtualBus
  /** Everything that has left, e-mail and SMS. */
  sent(): readonly Sent[]
  /** The agenda, oldest rows first; read again only when somebody has written to it. */
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
  let rows: Promise<readonly AgendaRow[]> | undefined
  const agenda = () => noticing(tableAgenda(tables.agenda), () => (rows = undefined))
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
    deadReports: tableDeadReports(tables.deadreports),
    readReport: readDeliveryReport,
    log: silent,
  })
  return {
    tables,
    time,
    bus,
    sent: () => [...email.sent, ...sms.sent],
    agendaRows: () =>
      (rows ??= agenda()
        .firstPage('9999')
        .then((page) => page.rows)),
    ports,
  }
}

/** Looking at the agenda between all steps would cost more than the steps. */
const noticing = (agenda: Agenda, written: () => void): Agenda => ({
  ...agenda,
  put: (row) => agenda.put(row).finally(written),
  remove: (row) => agenda.remove(row).finally(written),
})
