import type { Channel } from '../domain/channel.ts'
import { copyOf, firstMessage, sendQueueOf, type OrderMessage } from '../domain/message.ts'
import type { Notification } from '../domain/notification.ts'
import { isPublishable, type Order, type OrderContent } from '../domain/order.ts'
import type { Dispatch, Ports, Stored } from './ports.ts'

export type SendPorts = Pick<Ports, 'clock' | 'machine' | 'orders' | 'bus' | 'pauses' | 'log'>

/** An order as it was just read, and the message that asks for it to be sent. */
export interface SendTask extends Stored<Order> {
  readonly content: OrderContent
  readonly message: OrderMessage
}

/** `again`: somebody else was faster, so the order must be looked at anew; `more`: a part of it is done. */
export type Outcome = 'done' | 'again' | 'more'

/** What the channels do each in their own way. */
export interface ChannelWork {
  readonly channel: Channel
  /** How long a claim keeps others away, should its holder die. */
  readonly leaseSeconds: number
  /** Those that one claim takes together. */
  group(candidates: readonly Notification[]): readonly Notification[]
  /** Asks the provider to take what has been claimed; one outcome each, in their order. */
  call(task: SendTask, claimed: readonly Notification[]): Promise<readonly Dispatch[]>
  /** Finds out what became of an attempt that nobody knows the outcome of. */
  settleUnknown(task: SendTask): Promise<Outcome>
}

/** A moment is waited for here; longer, and a copy of the message comes back. */
export async function comeBack(
  { bus, machine }: Pick<Ports, 'bus' | 'machine'>,
  { value, message }: SendTask,
  afterSeconds: number,
): Promise<Outcome> {
  if (afterSeconds <= 1) {
    await machine.wait(afterSeconds * 1000)
    return 'again'
  }
  await bus.post(sendQueueOf(value.chunk.channel), [copyOf(message)], afterSeconds)
  return 'done'
}

/** Whoever meets a final order asks for its feed entry, also when it changed nothing itself. */
export async function publish({ bus }: Pick<Ports, 'bus'>, order: Order | undefined): Promise<Outcome> {
  if (order !== undefined && isPublishable(order)) await bus.post('feed', [firstMessage(order.id, 'send')], 0)
  return 'done'
}
