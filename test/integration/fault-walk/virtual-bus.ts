import { messageId } from '../../../src/domain/message.ts'
import type { Bus, RawReport } from '../../../src/use-cases/ports.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface Delivery {
  readonly queue: string
  readonly id: string
  readonly body: unknown
  readonly hop: number
  atMs: number
  deliveries: number
}

const duplicateWindowMs = 10 * 60_000
const mostDeliveries = 10
const lockMs = 60_000

/** A bus with scheduled messages, duplicate detection, locks and dead letters, in virtual time. */
export interface VirtualBus {
  readonly port: Bus
  readonly deadLetters: readonly Delivery[]
  /** When the next message can be delivered; undefined when there is none. */
  nextMs(): number | undefined
  /** Takes the messages of one queue that are due, all of them or the first. */
  take(): readonly Delivery[]
  /** The handler died: the message comes back when its lock has run out. */
  lockLost(delivery: Delivery): void
  /** The handler threw: the message comes back at once. */
  abandon(delivery: Delivery): void
  /** What Event Grid does. */
  report(body: unknown, atMs: number): void
}

const batched = new Set(['delivery-reports', 'feed'])

export function virtualBus(time: VirtualTime): VirtualBus {
  const waiting: Delivery[] = []
  const deadLetters: Delivery[] = []
  const putBack = (delivery: Delivery, atMs: number) => {
    delivery.deliveries++
    delivery.atMs = atMs
    if (delivery.deliveries >= mostDeliveries) deadLetters.push(delivery)
    else waiting.push(delivery)
  }
  let reports = 0
  return {
    deadLetters,
    port: busPort(time, waiting),
    nextMs: () => (waiting.length === 0 ? undefined : Math.min(...waiting.map(({ atMs }) => atMs))),
    take: () => takeDue(waiting, time.nowMs()),
    lockLost: (delivery) => putBack(delivery, time.nowMs() + lockMs),
    abandon: (delivery) => putBack(delivery, time.nowMs()),
    report: (body, atMs) =>
      waiting.push({ queue: 'delivery-reports', id: `event-${++reports}`, body, hop: 0, atMs, deliveries: 0 }),
  }
}

type Message = Pick<Delivery, 'id' | 'body' | 'hop'>

function busPort(time: VirtualTime, waiting: Delivery[]): Bus {
  const seen = new Map<string, number>()
  const isDuplicate = (key: string) => {
    const before = seen.get(key)
    if (before !== undefined && time.nowMs() - before < duplicateWindowMs) return true
    seen.set(key, time.nowMs())
    return false
  }
  const post = (queue: string, messages: readonly Message[], delaySeconds: number) => {
    for (const message of messages) {
      if (isDuplicate(`${queue} ${message.id}`)) continue
      waiting.push({ queue, ...message, atMs: time.nowMs() + delaySeconds * 1000, deliveries: 0 })
    }
    return Promise.resolve()
  }
  const copyOf = ({ id, body, hop }: RawReport) => ({ id: `${id}:${hop + 1}`, body, hop: hop + 1 })
  return {
    post: (queue, messages, delaySeconds) => {
      const named = messages.map((body) => ({ id: messageId(queue, body), body, hop: 0 }))
      return post(queue, named, delaySeconds)
    },
    postAgenda: (buckets, run) => {
      const named = buckets.map((bucket) => ({ id: `${bucket}:${run}`, body: { bucket }, hop: 0 }))
      return post('agenda', named, 0)
    },
    postReports: (reports, delaySeconds) => post('delivery-reports', reports.map(copyOf), delaySeconds),
  }
}

/** All that is due of the first message's queue where batches are taken, else the first alone. */
function takeDue(waiting: Delivery[], nowMs: number): readonly Delivery[] {
  waiting.sort((a, b) => a.atMs - b.atMs)
  const [first] = waiting
  if (first === undefined || first.atMs > nowMs) return []
  const isTaken = (d: Delivery) =>
    d === first || (batched.has(first.queue) && d.queue === first.queue && d.atMs <= nowMs)
  const taken = waiting.filter(isTaken)
  waiting.splice(0, waiting.length, ...waiting.filter((d) => !taken.includes(d)))
  return taken
}
