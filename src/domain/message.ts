import type { Channel } from './channel.ts'
import type { OrderId } from './ids.ts'
import { isWhole, type StoredOrder } from './order.ts'

export type OrderQueue = 'orders' | 'email-send' | 'sms-send' | 'feed'

export const sendQueueOf = (channel: Channel) => `${channel}-send` as const

/** Where an order's way begins: sent at once, or picked up first, since it is in parts or must be resolved. */
export const startQueueOf = (order: StoredOrder) => (isWhole(order) ? sendQueueOf(order.chunk.channel) : 'orders')
export type StartQueue = ReturnType<typeof startQueueOf>

/** A message that is about a part of its order. */
export interface PartOfMessage {
  readonly segment: number
  /** Left out: the first one of the queue's channel. */
  readonly chunk?: number
  /** Whether the part behind it is asked for once this one is on its way. */
  readonly goesOn: boolean
}

/** A message asks for one thing to be done for one order; it carries ids only, never content or addresses. */
export interface OrderMessage {
  readonly order: OrderId
  readonly part?: PartOfMessage
  /** Who posted it first: `door`, `due@…`, `watch@…`, `send`, `report`, `replay@n`. */
  readonly origin: string
  /** How many times a transient fault has put it off. */
  readonly attempt: number
  /** The order's condition has been asked in its name before, and gave no usable answer. */
  readonly hasAsked?: true
  /** How many places in the channel's rate it has taken; it comes at the time of these. */
  readonly places?: number
  /** Raised by every copy, so that duplicate detection never takes a copy for what it was copied from. */
  readonly hop: number
}

export const firstMessage = (order: OrderId, origin: string): OrderMessage => ({ order, origin, attempt: 0, hop: 0 })

export const withoutPlaces = ({ places: _, ...message }: OrderMessage): OrderMessage => message

/** The same request, for later. */
export const copyOf = (message: OrderMessage): OrderMessage => ({ ...withoutPlaces(message), hop: message.hop + 1 })

/** The same request after a transient fault, for later still. */
export const retryOf = (message: OrderMessage): OrderMessage => ({
  ...withoutPlaces(message),
  attempt: message.attempt + 1,
  hop: message.hop + 1,
})

/** At most 128 characters, as Service Bus allows. */
export const messageId = (queue: OrderQueue, { order, part, origin, attempt, hop }: OrderMessage) =>
  [queue, order, ...(part === undefined ? [] : [partName(part)]), origin, attempt, hop].join(':')

const partName = ({ segment, chunk, goesOn }: PartOfMessage) => `${segment}.${chunk ?? ''}${goesOn ? '+' : ''}`

/** Seconds to wait before try number `attempt` (from 1): 1, 2, 4 … up to a minute. */
export const growingDelaySeconds = (attempt: number) => Math.min(60, 2 ** (attempt - 1))
