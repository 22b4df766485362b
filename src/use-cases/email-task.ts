import { copyOf, firstMessage, type OrderMessage } from '../domain/message.ts'
import { isPublishable, type Order, type OrderContent } from '../domain/order.ts'
import type { Ports, Stored } from './ports.ts'

export type EmailPorts = Pick<Ports, 'clock' | 'machine' | 'orders' | 'bus' | 'pauses' | 'emailCourier' | 'log'>

/** An order as it was just read, and the message that asks for its e-mail to be sent. */
export interface EmailTask extends Stored<Order> {
  readonly content: OrderContent
  readonly message: OrderMessage
}

/** `again`: somebody else was faster, so the order must be looked at anew. */
export type Outcome = 'done' | 'again'

/** A moment is waited for here; longer, and a copy of the message comes back. */
export async function comeBack(
  { bus, machine }: Pick<Ports, 'bus' | 'machine'>,
  message: OrderMessage,
  afterSeconds: number,
): Promise<Outcome> {
  if (afterSeconds <= 1) {
    await machine.wait(afterSeconds * 1000)
    return 'again'
  }
  await bus.post('email-send', [copyOf(message)], afterSeconds)
  return 'done'
}

/** Whoever meets a final order asks for its feed entry, also when it changed nothing itself. */
export async function publish({ bus }: Pick<Ports, 'bus'>, order: Order | undefined): Promise<Outcome> {
  if (order !== undefined && isPublishable(order)) await bus.post('feed', [firstMessage(order.id, 'send')], 0)
  return 'done'
}
