import { lookAfter, nextLook, nextLookAtUnresolved, type AgendaRow } from '../domain/agenda.ts'
import type { Channel } from '../domain/channel.ts'
import { lanesOf } from '../domain/lanes.ts'
import { firstMessage, sendQueueOf, type OrderMessage, type PartOfMessage } from '../domain/message.ts'
import { nextStep } from '../domain/next-step.ts'
import { isFinished, partOfChunk } from '../domain/notification.ts'
import { addSeconds, type Order, type OrderHead } from '../domain/order.ts'
import { segmentsOf } from '../domain/progress.ts'
import { isSegmentFinished } from '../domain/segments.ts'
import { backlogOf, type BacklogPorts } from './backlog.ts'
import type { Ports } from './ports.ts'

/** What the watch found in an order in segments. */
interface Sight {
  /** Segments that a channel's lanes still have to send, or to resolve. */
  readonly unsent: Map<Channel, Set<number>>
  readonly messages: { readonly channel: Channel; readonly part: PartOfMessage }[]
  readonly known: Set<number>
  nextLook: Date | undefined
}

export interface NextLook {
  readonly at: Date
  /** How many segments have something to be sent, by channel and in all. */
  readonly unsent?: number
}

type LookPorts = Pick<Ports, 'clock' | 'machine' | 'orders' | 'bus'> & BacklogPorts

/** While lanes get on they are looked at again soon: one of them may have stopped. */
const progressSeconds = 300

/**
 * Asks for what is missing in an order that is on its way: its lanes where they have stopped, and each part whose
 * outcome is open. Lanes that have got on since the last look, or wait for room, are left to themselves.
 */
export async function lookAtParts(
  ports: LookPorts,
  row: AgendaRow,
  { order, origin }: { readonly order: OrderHead; readonly origin: string },
): Promise<NextLook> {
  const { channels } = segmentsOf(order)
  const unsent = new Map(channels.map((channel) => [channel, new Set<number>()]))
  const sight: Sight = { unsent, messages: [], known: new Set(), nextLook: undefined }
  let next: string | undefined
  do {
    const page = await ports.orders.readParts(order, next)
    for (const { value } of page.values) lookAt(ports, sight, { row, part: value })
    next = page.next
  } while (next !== undefined)
  addUnresolved(sight, order, nextLookAtUnresolved(row, ports.clock.now()))
  const unsentNow = [...unsent.values()].reduce((sum, { size }) => sum + size, 0)
  if (unsentNow < (row.unsent ?? segmentsOf(order).count * channels.length)) {
    if (unsentNow > 0) lookBy(sight, addSeconds(ports.clock.now(), progressSeconds))
    unsent.clear()
  }
  await leaveWaiting(ports, sight)
  await post(ports, order, { sight, origin })
  return { at: sight.nextLook ?? nextLookAtUnresolved(row, ports.clock.now()), unsent: unsentNow }
}

/** Whoever waits for room in a channel comes back by himself. */
async function leaveWaiting(ports: LookPorts, sight: Sight): Promise<void> {
  for (const [channel, { size }] of sight.unsent) {
    const backlog = size === 0 ? undefined : await backlogOf(ports, channel)
    if (backlog === undefined) continue
    sight.unsent.delete(channel)
    lookBy(sight, lookAfter(backlog))
  }
}

function lookAt(
  { clock, machine }: Pick<Ports, 'clock' | 'machine'>,
  sight: Sight,
  { row, part }: { readonly row: AgendaRow; readonly part: Order },
): void {
  const { segment, chunk } = partOfChunk(part.chunk)
  sight.known.add(segment)
  if (isFinished(part.chunk)) return
  const step = nextStep(part, { clock: clock.now(), machine: machine.now() })
  const { channel } = part.chunk
  if (step.do === 'send') sight.unsent.get(channel)?.add(segment)
  else if (step.do === 'settle-unknown' || step.do === 'expire')
    sight.messages.push({ channel, part: { segment, chunk, goesOn: false } })
  lookBy(sight, nextLook(row, part, clock.now()))
}

function lookBy(sight: Sight, look: Date): void {
  if (sight.nextLook === undefined || look < sight.nextLook) sight.nextLook = look
}

function addUnresolved(sight: Sight, order: OrderHead, look: Date): void {
  const segments = segmentsOf(order)
  for (let number = 1; number <= segments.count; number++) {
    if (sight.known.has(number) || isSegmentFinished(segments, number)) continue
    for (const unsent of sight.unsent.values()) unsent.add(number)
    lookBy(sight, look)
  }
}

/** A lane is set going again where it has the most before it: at the lowest segments that are left. */
async function post(
  { bus }: Pick<Ports, 'bus'>,
  order: OrderHead,
  { sight, origin }: { readonly sight: Sight; readonly origin: string },
): Promise<void> {
  const lanes = lanesOf(segmentsOf(order))
  for (const channel of segmentsOf(order).channels) {
    const lowest = [...(sight.unsent.get(channel) ?? [])].sort((a, b) => a - b).slice(0, lanes)
    const parts = [
      ...lowest.map((segment) => ({ segment, goesOn: true })),
      ...sight.messages.flatMap((message) => (message.channel === channel ? [message.part] : [])),
    ]
    const messages = parts.map((part): OrderMessage => ({ ...firstMessage(order.id, origin), part }))
    if (messages.length > 0) await bus.post(sendQueueOf(channel), messages, 0)
  }
}
