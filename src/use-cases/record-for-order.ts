import { canonicalNumber } from '../domain/addresses/mobile-number.ts'
import type { DeadReport, DeliveryReport } from '../domain/delivery-report.ts'
import { TransientFault } from '../domain/faults.ts'
import { indexOf, partOf, type OrderId, type Part } from '../domain/ids.ts'
import { fold, partOfChunk, type Finding, type Notification } from '../domain/notification.ts'
import { isPublishable, isWhole, withChunk, type Order, type OrderHead } from '../domain/order.ts'
import type { Ports, RawReport, Stored, Update } from './ports.ts'
import { jitterMs, recordChange } from './record-change.ts'

export type RecordPorts = Pick<Ports, 'clock' | 'machine' | 'orders' | 'deadReports'>

export interface Reported {
  readonly raw: RawReport
  readonly report: DeliveryReport
}

/** As many parts as are stored in one transaction, whatever their size. */
const mostParts = 25
const tries = 8

/**
 * Records what was reported of one order. Reports that change nothing are kept for support.
 * @returns whether the order is final now, by these reports or before them
 */
export async function recordForOrder(ports: RecordPorts, id: OrderId, reads: readonly Reported[]): Promise<boolean> {
  const stored = await ports.orders.read(id)
  if (stored === undefined) return buried(ports, reads, [])
  const { value: order, version } = stored
  if (!isWhole(order)) return recordForParts(ports, order, reads)
  const changed = await recordChange(ports, { value: order, version }, (current) =>
    withReports(current, reads, ports.clock.now()),
  )
  await buryUnused(ports, reads, changed === undefined ? [] : [changed])
  return changed !== undefined && isPublishable(changed)
}

async function buried(ports: RecordPorts, reads: readonly Reported[], parts: readonly Order[]): Promise<false> {
  await buryUnused(ports, reads, parts)
  return false
}

/** The parts that the reports are about are stored together: one transaction, however many there are. */
async function recordForParts(ports: RecordPorts, order: OrderHead, reads: readonly Reported[]): Promise<boolean> {
  const named = new Map(
    reads.map(({ report }) => partOf(report.notification)).map((part) => [`${part.segment}.${part.chunk}`, part]),
  )
  let isFinal = isPublishable(order)
  const parts = [...named.values()]
  for (let from = 0; from < parts.length; from += mostParts) {
    const recorded = await recordTogether(ports, order, { parts: parts.slice(from, from + mostParts), reads })
    isFinal ||= recorded
  }
  return isFinal
}

interface Together {
  readonly parts: readonly Part[]
  readonly reads: readonly Reported[]
}

async function recordTogether(ports: RecordPorts, order: OrderHead, { parts, reads }: Together): Promise<boolean> {
  const own = reads.filter(({ report }) => parts.some((part) => isAbout(part, report)))
  for (let attempt = 0; attempt < tries; attempt++) {
    const found = await Promise.all(parts.map((part) => ports.orders.readPart(order, part)))
    const known = found.filter((part) => part !== undefined)
    const changes = known.flatMap((part) => changeOf(part, own, ports.clock.now()))
    const update = changes.length === 0 ? undefined : await ports.orders.updateParts(changes)
    if (update === undefined || update.outcome !== 'conflict') {
      await buryUnused(
        ports,
        own,
        known.map(({ value }) => value),
      )
      return isFinalNow(ports, order, update)
    }
    await ports.machine.wait(jitterMs(attempt))
  }
  throw new TransientFault('ORDER_CONTENDED')
}

/** That nothing was changed may mean that our own write was, and its answer lost. */
async function isFinalNow({ orders }: RecordPorts, order: OrderHead, update: Update | undefined): Promise<boolean> {
  if (update?.outcome === 'stored') return isPublishable({ ...order, state: update.state })
  const stored = await orders.read(order.id)
  return stored !== undefined && isPublishable(stored.value)
}

function isAbout({ segment, chunk }: Part, { notification }: DeliveryReport): boolean {
  const part = partOf(notification)
  return part.segment === segment && part.chunk === chunk
}

function changeOf(part: Stored<Order>, reads: readonly Reported[], at: Date): Stored<Order>[] {
  const value = withReports(part.value, reads, at)
  return value === part.value ? [] : [{ ...part, value }]
}

function withReports(order: Order, reads: readonly Reported[], at: Date): Order {
  if (order.erased) return order
  const reports = reportsByKey(order, reads)
  const notifications = order.chunk.notifications.map((notification) => {
    const report = notification.state === 'final' ? undefined : reports.get(keyOf(order, notification))
    return report === undefined ? notification : fold(notification, findingOf(report), at)
  })
  const isChanged = notifications.some((n, i) => n !== order.chunk.notifications[i])
  return isChanged ? withChunk(order, { ...order.chunk, notifications }, at) : order
}

const findingOf = ({ result, receipt, raw }: DeliveryReport): Finding => ({
  state: 'final',
  result,
  receipt,
  report: raw,
})

/** The first that came of each notification. */
function reportsByKey(order: Order, reads: readonly Reported[]): ReadonlyMap<string, DeliveryReport> {
  const part = partOfChunk(order.chunk)
  const own = reads.map(({ report }) => report).filter((report) => isAbout(part, report))
  return new Map(own.toReversed().map((report) => [keyOfReport(report), report]))
}

/** Within its chunk an e-mail's report names the notification, an SMS's the call and the number it went to. */
const keyOfReport = ({ notification, call = 0, number }: DeliveryReport) =>
  number === undefined ? String(indexOf(notification)) : `${call}:${number}`

const keyOf = ({ chunk }: Order, { index, call = 0, address }: Notification) =>
  chunk.channel === 'email' ? String(index) : `${call}:${written(address)}`

/** Most numbers are written as reports name them; to find the form of the others costs more than all else here. */
const written = (address: string) => (/^[+]47[0-9]{8}$/.test(address) ? address : canonicalNumber(address))

/** Reports that found no notification, or came after the notification's lifetime, are kept for support. */
async function buryUnused(ports: RecordPorts, reads: readonly Reported[], parts: readonly Order[]): Promise<void> {
  for (const { raw, report } of reads) {
    const unused = unusedPart(parts, report)
    if (unused === undefined) continue
    const { notification, result } = report
    await ports.deadReports.put({ eventId: raw.id, at: ports.clock.now(), notification, result, ...unused })
  }
}

/** Of a recipient whom we never knew, or have erased, not even a part of the address is kept. */
function unusedPart(
  parts: readonly Order[],
  report: DeliveryReport,
): Pick<DeadReport, 'reason' | 'maskedRecipient'> | undefined {
  const [found] = parts.flatMap((part) => {
    if (!isAbout(partOfChunk(part.chunk), report)) return []
    const notification = part.chunk.notifications.find((n) => keyOf(part, n) === keyOfReport(report))
    return notification === undefined || part.erased ? [] : [notification]
  })
  if (found === undefined) return { reason: 'NOTIFICATION_NOT_FOUND' }
  if (found.result !== 'Failed_TTL') return undefined
  return { reason: 'NOTIFICATION_EXPIRED', maskedRecipient: report.maskedRecipient }
}
