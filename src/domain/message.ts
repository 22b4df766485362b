import type { Channel } from './channel.ts'
import type { OrderId } from './ids.ts'

export type OrderQueue = 'email-send' | 'sms-send' | 'feed'

export const sendQueueOf = (channel: Channel) => `${channel}-send` as const

/** A message asks for one thing to be done for one order; it carries ids only, never content or addresses. */
export interface OrderMessage {
  readonly order: OrderId
  /** Who posted it first: `door`, `due@…`, `watch@…`, `send`, `report`, `replay@n`. */
  readonly origin: string
  /** How many times a transient fault has put it off. */
  readonly attempt: number
  /** Raised by every copy, so that duplicate detection never takes a copy for what it was copied from. */
  readonly hop: number
}

export const firstMessage = (order: OrderId, origin: string): OrderMessage => ({ order, origin, attempt: 0, hop: 0 })

/** The same request, for later. */
export const copyOf = (message: OrderMessage): OrderMessage => ({ ...message, hop: message.hop + 1 })

/** The same request after a transient fault, for later still. */
export const retryOf = (message: OrderMessage): OrderMessage => ({
  ...message,
  attempt: message.attempt + 1,
  hop: message.hop + 1,
})

/** At most 128 characters, as Service Bus allows. */
export const messageId = (queue: OrderQueue, { order, origin, attempt, hop }: OrderMessage) =>
  `${queue}:${order}:${origin}:${attempt}:${hop}`

/** Seconds to wait before try number `attempt` (from 1): 1, 2, 4 … up to a minute. */
export const growingDelaySeconds = (attempt: number) => Math.min(60, 2 ** (attempt - 1))
