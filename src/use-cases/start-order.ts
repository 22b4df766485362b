import type { Channel } from '../domain/channel.ts'
import { TransientFault } from '../domain/faults.ts'
import { firstOfLanes } from '../domain/lanes.ts'
import { copyOf, firstMessage, sendQueueOf, type OrderMessage } from '../domain/message.ts'
import { isWhole, secondsBetween, type OrderContent, type OrderHead } from '../domain/order.ts'
import { segmentsOf } from '../domain/progress.ts'
import type { OrderAndContent, Ports } from './ports.ts'
import { jitterMs } from './record-change.ts'
import { resolvedChunks, type ResolvePorts } from './resolve-segment.ts'
import { publish } from './send-task.ts'

export type StartPorts = ResolvePorts & Pick<Ports, 'bus' | 'conditions'>

const tries = 8
const conditionRetrySeconds = 60

/**
 * Picks up an order in segments: asks its condition, moves it to Processing in the same write that cancelling would
 * need, and sets its lanes going. Repeated it only sets the lanes going again.
 */
export async function startOrder(ports: StartPorts, message: OrderMessage): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const found = await ports.orders.readWithContent(message.order)
    if (found?.content === undefined || isWhole(found.value)) return
    const outcome = await takeStep(ports, { ...found, content: found.content }, message)
    if (outcome === 'done') return
    await ports.machine.wait(jitterMs(attempt))
  }
  throw new TransientFault('ORDER_CONTENDED')
}

type Found = OrderAndContent & { readonly content: OrderContent }

async function takeStep(ports: StartPorts, found: Found, message: OrderMessage): Promise<'done' | 'again'> {
  const { state, requestedSendTime } = found.value
  await publish(ports, found.value)
  if (state === 'Processing') await setLanesGoing(ports, found, message)
  if (state !== 'Registered') return 'done'
  const waitSeconds = secondsBetween(ports.clock.now(), requestedSendTime)
  if (waitSeconds <= 1) return pickUp(ports, found, message)
  await ports.bus.post('orders', [copyOf(message)], waitSeconds)
  return 'done'
}

/** Done when a copy of the message will ask the condition again. */
async function pickUp(
  ports: StartPorts,
  { value, version }: OrderAndContent,
  message: OrderMessage,
): Promise<'done' | 'again'> {
  const answer = await conditionOf(ports, value)
  // The second time an unusable answer counts as none: a message too many is better than one too few.
  if (answer === 'inconclusive' && message.hasAsked === undefined) {
    ports.log.warn('condition-inconclusive', { order: value.id })
    await ports.bus.post('orders', [{ ...copyOf(message), hasAsked: true }], conditionRetrySeconds)
    return 'done'
  }
  const state = answer === 'do-not-send' ? 'SendConditionNotMet' : 'Processing'
  await ports.orders.update({ ...value, state, processed: ports.clock.now() }, version)
  return 'again'
}

const conditionOf = async ({ conditions }: StartPorts, { terms }: OrderHead) =>
  terms?.conditionEndpoint === undefined ? 'send' : conditions.check(terms.conditionEndpoint)

/** The only segment of an order is resolved at once, so that no channel is asked that has nothing to send. */
async function setLanesGoing(
  ports: StartPorts,
  { value: order, content }: Found,
  message: OrderMessage,
): Promise<void> {
  const { count, channels, isResolved } = segmentsOf(order)
  const isAlone = count === 1 && !isResolved
  const chunks = isAlone ? await resolvedChunks(ports, { order, content }, 1) : undefined
  const hasSome = (channel: Channel) => chunks === undefined || (chunks[channel] ?? []).length > 0
  const used = channels.filter(hasSome)
  for (const channel of used) {
    const parts = firstOfLanes(order, channel).map((segment) => ({ segment, goesOn: true }))
    const messages = parts.map((part) => ({ ...firstMessage(order.id, message.origin), part }))
    await ports.bus.post(sendQueueOf(channel), messages, 0)
  }
  if (used.length === 0) await publishIfFinished(ports, order)
}

/** Without notifications an order is finished as soon as that is known. */
async function publishIfFinished(ports: StartPorts, { id }: OrderHead): Promise<void> {
  const stored = await ports.orders.read(id)
  await publish(ports, stored?.value)
}
