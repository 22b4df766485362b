import type { TableClient } from '@azure/data-tables'
import { readDeliveryReport } from '../../../src/adapters/communication-services/delivery-report.ts'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableAgenda } from '../../../src/adapters/tables/agenda.ts'
import { tableDeadReports } from '../../../src/adapters/tables/dead-reports.ts'
import { tableFeed } from '../../../src/adapters/tables/feed.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { tablePauses } from '../../../src/adapters/tables/pauses.ts'
import { tableReferences } from '../../../src/adapters/tables/references.ts'
import type { Ports } from '../../../src/use-cases/ports.ts'
import { virtualBus, type VirtualBus } from './virtual-bus.ts'
import { virtualProvider, type Temper, type VirtualProvider } from './virtual-provider.ts'
import { virtualTime, type VirtualTime } from './virtual-time.ts'

export type Tables = Readonly<
  Record<'orders' | 'agenda' | 'references' | 'feed' | 'switches' | 'deadreports', TableClient>
>

/** What outlives a crash: tables (real ones), bus, provider and time. */
export interface World {
  readonly tables: Tables
  readonly time: VirtualTime
  readonly bus: VirtualBus
  readonly provider: VirtualProvider
  /** A process as it starts: adapters with nothing remembered. */
  ports(): Ports
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const hashes = keyedHashes(Buffer.alloc(32, 7))

export function createWorld(tables: Tables, temper: Temper): World {
  const time = virtualTime()
  const bus = virtualBus(time)
  const provider = virtualProvider(temper, { time, bus })
  const { clock, machine } = time
  const ports = (): Ports => ({
    clock,
    machine,
    hashes,
    orders: tableOrders(tables.orders),
    agenda: tableAgenda(tables.agenda),
    references: tableReferences(tables.references, hashes),
    feed: tableFeed(tables.feed, { firstNumber: 1, machine }),
    bus: bus.port,
    emailCourier: provider.port,
    pauses: tablePauses(tables.switches, time),
    deadReports: tableDeadReports(tables.deadreports),
    readReport: readDeliveryReport,
    log: silent,
  })
  return { tables, time, bus, provider, ports }
}
