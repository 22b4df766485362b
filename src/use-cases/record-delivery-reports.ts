import type { DeadReport } from '../domain/delivery-report.ts'
import { TransientFault } from '../domain/faults.ts'
import { orderOf, type OrderId } from '../domain/ids.ts'
import { firstMessage } from '../domain/message.ts'
import { workThrough } from './batch.ts'
import type { Ports, RawReport } from './ports.ts'
import { recordForOrder, type Reported, type RecordPorts } from './record-for-order.ts'
import type { TimeBox } from './time-box.ts'

export type RecordReportsPorts = RecordPorts & Pick<Ports, 'bus' | 'readReport' | 'log'>

interface OfOrder {
  readonly order: OrderId
  readonly reads: readonly Reported[]
}

/** How often a report is tried that fails for no known reason, in about five minutes. */
const mostHops = 10

/** Reports that ask for one write: those of one order, or a single one that cannot be used. */
type Group = OfOrder | { readonly dead: DeadReport; readonly raw: RawReport }

/**
 * Records what the providers reported, every order's reports in one write, and asks for the feed entries of the
 * orders that are final. Order and repetition of reports do not matter.
 * @returns the reports that could not be recorded now
 */
export async function recordDeliveryReports(
  ports: RecordReportsPorts,
  batch: readonly RawReport[],
  box: TimeBox,
): Promise<readonly RawReport[]> {
  const final: OfOrder[] = []
  const rules = { box, log: ports.log, name: 'delivery-report' }
  const failed = await workThrough(groups(ports, batch), rules, async (group) => {
    if ('dead' in group) await ports.deadReports.put(group.dead)
    else if (await recordForOrder(ports, group.order, group.reads)) final.push(group)
  })
  const hopeful = failed.flatMap(({ part, isHopeful }) => rawsOf(part).filter(({ hop }) => isHopeful || hop < mostHops))
  const hopeless = failed.flatMap(({ part, isHopeful }) =>
    rawsOf(part).filter(({ hop }) => !isHopeful && hop >= mostHops),
  )
  const unburied = await workThrough(hopeless, rules, ({ id }) =>
    ports.deadReports.put({ eventId: id, reason: 'UNPROCESSABLE', at: ports.clock.now() }),
  )
  const unpublished = await publish(ports, final)
  return [...hopeful, ...unburied.map(({ part }) => part), ...unpublished.flatMap(rawsOf)]
}

const rawsOf = (group: Group): readonly RawReport[] =>
  'dead' in group ? [group.raw] : group.reads.map((read) => read.raw)

/** @returns the groups whose feed entries could not be asked for: their reports come back and ask again */
async function publish({ bus, log }: RecordReportsPorts, final: readonly OfOrder[]): Promise<readonly OfOrder[]> {
  if (final.length === 0) return []
  const messages = final.map(({ order }) => firstMessage(order, 'report'))
  try {
    await bus.post('feed', messages, 0)
    return []
  } catch (fault) {
    if (!(fault instanceof TransientFault)) throw fault
    log.warn('feed-not-asked-for', { code: fault.code, orders: final.length })
    return final
  }
}

function groups(ports: RecordReportsPorts, batch: readonly RawReport[]): Group[] {
  const byOrder = new Map<OrderId, Reported[]>()
  const dead: Group[] = []
  for (const raw of batch) {
    const read = ports.readReport(raw.body)
    if (read === 'nothing-new') continue
    if ('dead' in read) {
      dead.push({ dead: { ...read.dead, eventId: raw.id, at: ports.clock.now() }, raw })
      continue
    }
    const order = orderOf(read.report.notification)
    byOrder.set(order, [...(byOrder.get(order) ?? []), { raw, report: read.report }])
  }
  return [...[...byOrder].map(([order, reads]) => ({ order, reads })), ...dead]
}
