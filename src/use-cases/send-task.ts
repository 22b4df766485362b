import type { Channel } from '../domain/channel.ts'
import { copyOf, firstMessage, sendQueueOf, type OrderMessage } from '../domain/message.ts'
import type { Notification } from '../domain/notification.ts'
import { isPublishable, type Order, type OrderContent, type OrderHead } from '../domain/order.ts'
import type { Dispatch } from './courier-ports.ts'
import type { Ports, Stored } from './ports.ts'

export type SendPorts = Pick<
  Ports,
  'clock' | 'machine' | 'orders' | 'bus' | 'pauses' | 'rates' | 'contacts' | 'authorization' | 'recipients' | 'log'
>

/** An order, or a part of one, as it was just read, and the message that asks for it to be sent. */
export interface SendTask extends Stored<Order> {
  readonly content: OrderContent
  readonly message: OrderMessage
}

/**
 * `again`: somebody else was faster, so the order must be looked at anew; `more`: a part of it is done; `waits`: a copy
 * of the message will come back for what has not been tried.
 */
export type Outcome = 'done' | 'waits' | 'again' | 'more'

/** What the channels do each in their own way. */
export interface ChannelWork {
  readonly channel: Channel
  /** How long a claim keeps others away, should its holder die. */
  readonly leaseSeconds: number
  /** Those that one claim takes together. */
  group(candidates: readonly Notification[], content: OrderContent): readonly Notification[]
  /** Asks the provider to take what has been claimed; one outcome each, in their order. */
  call(task: Pick<SendTask, 'value' | 'content'>, claimed: readonly Notification[]): Promise<readonly Dispatch[]>
  /** Finds out what became of an attempt that nobody knows the outcome of. */
  settleUnknown(task: SendTask): Promise<Outcome>
}

/** An attempt takes what nobody has tried to send… */
export const untouched = (n: Notification) => n.state === 'new'
/** …or what was tried, as far as anybody knows, in vain. */
export const unsettled = (n: Notification) => n.state === 'claimed' || n.state === 'unknown'

/** A moment is waited for here; longer, and a copy of the message comes back. */
export async function comeBack(
  ports: Pick<Ports, 'bus' | 'machine'>,
  task: SendTask,
  afterSeconds: number,
): Promise<Outcome> {
  if (afterSeconds > 1) return postCopy(ports, task, { afterSeconds })
  await ports.machine.wait(afterSeconds * 1000)
  return 'again'
}

interface Copy {
  readonly afterSeconds: number
  readonly places?: number
}

/** What is only to be settled holds nothing up: its copy asks for no part behind it. */
export async function postCopy(
  { bus }: Pick<Ports, 'bus'>,
  { message, value }: SendTask,
  { afterSeconds, ...places }: Copy,
): Promise<Outcome> {
  const isWaiting = value.chunk.notifications.some(untouched)
  const copy = { ...copyOf(message), ...places }
  const goesOn = isWaiting && message.part?.goesOn === true
  const asked = copy.part === undefined ? copy : { ...copy, part: { ...copy.part, goesOn } }
  await bus.post(sendQueueOf(value.chunk.channel), [asked], Math.max(1, afterSeconds))
  return isWaiting ? 'waits' : 'done'
}

/** Whoever meets a final order asks for its feed entry, also when it changed nothing itself. */
export async function publish({ bus }: Pick<Ports, 'bus'>, order: OrderHead | undefined): Promise<Outcome> {
  if (order !== undefined && isPublishable(order)) await bus.post('feed', [firstMessage(order.id, 'send')], 0)
  return 'done'
}
