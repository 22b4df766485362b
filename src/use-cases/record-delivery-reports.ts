import { canonicalNumber } from '../domain/addresses/mobile-number.ts'
import type { DeadReport, DeliveryReport } from '../domain/delivery-report.ts'
import { TransientFault } from '../domain/faults.ts'
import { notificationIdOf, orderOf, type OrderId } from '../domain/ids.ts'
import { firstMessage } from '../domain/message.ts'
import { settle, type Notification } from '../domain/notification.ts'
import { isPublishable, withChunk, type Order } from '../domain/order.ts'
import { workThrough } from './batch.ts'
import type { Ports, RawReport } from './ports.ts'
import { recordChange } from './record-change.ts'
import type { TimeBox } from './time-box.ts'

export type RecordReportsPorts = Pick<
  Ports,
  'clock' | 'machine' | 'orders' | 'bus' | 'deadReports' | 'readReport' | 'log'
>

interface Read {
  readonly raw: RawReport
  readonly report: DeliveryReport
}

interface OfOrder {
  readonly order: OrderId
  readonly reads: readonly Read[]
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
  const byOrder = new Map<OrderId, Read[]>()
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

/** Whether the order is final now, by these reports or before them. */
async function recordForOrder(ports: RecordReportsPorts, id: OrderId, reads: readonly Read[]): Promise<boolean> {
  const order = await recordChange(ports, { id }, (current) => withReports(current, reads, ports.clock.now()))
  await buryUnused(ports, reads, order)
  return order !== undefined && isPublishable(order)
}

function withReports(order: Order, reads: readonly Read[], at: Date): Order {
  if (order.erased) return order
  const chunk = reads.reduce((folded, { report }) => {
    const { result, receipt, raw } = report
    const finding = { state: 'final', result, receipt, report: raw } as const
    return settle(folded, (n) => n.state !== 'final' && names(order, n, report), { finding, at })
  }, order.chunk)
  const changed = chunk.notifications.some((n, i) => n !== order.chunk.notifications[i])
  return changed ? withChunk(order, chunk, at) : order
}

/** An e-mail's report names its notification, an SMS's the call and the number it went to. */
function names(order: Order, { index, address, call }: Notification, report: DeliveryReport): boolean {
  if (report.number === undefined) return notificationIdOf(order.id, 1, index) === report.notification
  return call === report.call && canonicalNumber(address) === report.number
}

/** Reports that found no notification, or came after the notification's lifetime, are kept for support. */
async function buryUnused(ports: RecordReportsPorts, reads: readonly Read[], order: Order | undefined): Promise<void> {
  for (const { raw, report } of reads) {
    const unused = unusedPart(order, report)
    if (unused === undefined) continue
    const { notification, result } = report
    await ports.deadReports.put({ eventId: raw.id, at: ports.clock.now(), notification, result, ...unused })
  }
}

/** Of a recipient whom we never knew, or have erased, not even a part of the address is kept. */
function unusedPart(
  order: Order | undefined,
  report: DeliveryReport,
): Pick<DeadReport, 'reason' | 'maskedRecipient'> | undefined {
  const notification = order?.chunk.notifications.find((n) => names(order, n, report))
  if (notification === undefined || order?.erased) return { reason: 'NOTIFICATION_NOT_FOUND' }
  if (notification.result !== 'Failed_TTL') return undefined
  return { reason: 'NOTIFICATION_EXPIRED', maskedRecipient: report.maskedRecipient }
}
