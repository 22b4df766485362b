import { nextOfLane } from '../domain/lanes.ts'
import { firstMessage, sendQueueOf, type OrderMessage, type PartOfMessage } from '../domain/message.ts'
import type { OrderHead } from '../domain/order.ts'
import { segmentsOf } from '../domain/progress.ts'
import type { OrderAndContent } from './ports.ts'
import { pursue } from './pursue.ts'
import { resolvedChunks } from './resolve-segment.ts'
import { publish, type ChannelWork, type SendPorts } from './send-task.ts'

export interface SendPart {
  readonly ports: SendPorts
  readonly work: ChannelWork
}

/**
 * Sends one part of an order in segments, and asks for the part behind it as soon as nothing of this one is left to
 * try: what is only to be settled does not hold its lane up.
 */
export async function sendPart(deps: SendPart, message: OrderMessage, part: PartOfMessage): Promise<void> {
  const found = await readOnItsWay(deps, message)
  if (found === undefined) return
  const chunks = await chunksOf(deps, found, part.segment)
  const chunk = part.chunk ?? chunks[0]
  if (chunk !== undefined && (await sendChunk(deps, found, { message, part, chunk })) === 'waits') return
  if (part.goesOn) await askForNext(deps, { message, order: found.value, ...part, chunk, chunks })
}

/** Before an order is picked up nothing of it leaves; cancelling and picking up exclude each other. */
async function readOnItsWay({ ports }: SendPart, { order }: OrderMessage): Promise<OrderAndContent | undefined> {
  const found = await ports.orders.readWithContent(order)
  await publish(ports, found?.value)
  return found?.value.state === 'Processing' && found.value.segments !== undefined ? found : undefined
}

/** Addresses that were ordered make one chunk a segment; the others are known once the segment is resolved. */
async function chunksOf({ ports, work }: SendPart, { value, content }: OrderAndContent, segment: number) {
  if (segmentsOf(value).isResolved || content === undefined) return [0]
  const chunks = await resolvedChunks(ports, { order: value, content }, segment)
  return chunks[work.channel] ?? []
}

interface Chosen {
  readonly message: OrderMessage
  readonly part: PartOfMessage
  readonly chunk: number
}

function sendChunk({ ports, work }: SendPart, { value, content }: OrderAndContent, chosen: Chosen) {
  const { segment } = chosen.part
  const message = { ...chosen.message, part: { ...chosen.part, chunk: chosen.chunk } }
  return pursue(ports, work, async () => {
    const stored = await ports.orders.readPart(value, { segment, chunk: chosen.chunk })
    return stored === undefined || content === undefined ? undefined : { ...stored, content, message }
  })
}

interface Position {
  readonly message: OrderMessage
  readonly order: OrderHead
  readonly segment: number
  readonly chunk: number | undefined
  readonly chunks: readonly number[]
}

/** The origin is handed on: it tells this run of the lane from one that the watch has started anew. */
async function askForNext({ ports, work }: SendPart, position: Position): Promise<void> {
  const { order, message, segment, chunk, chunks } = position
  const behind = chunk === undefined ? undefined : chunks[chunks.indexOf(chunk) + 1]
  const next = behind === undefined ? nextOfLane(order, segment) : segment
  if (next === undefined) return
  const part = { segment: next, ...(behind === undefined ? {} : { chunk: behind }), goesOn: true }
  await ports.bus.post(sendQueueOf(work.channel), [{ ...firstMessage(order.id, message.origin), part }], 0)
}
