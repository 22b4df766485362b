import type { OrderId } from './ids.ts'
import { isFinished, type Chunk } from './notification.ts'
import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import type { SendingTimePolicy } from './sending-time-policy.ts'

/** The internal life of an order; Completed, SendConditionNotMet and Cancelled are final. */
export type OrderState = 'Registered' | 'Processing' | 'Completed' | 'SendConditionNotMet' | 'Cancelled'

export type OrderType = 'Notification' | 'Reminder'

export interface Order {
  readonly id: OrderId
  readonly type: OrderType
  readonly creator: string
  readonly sendersReference?: string
  readonly requestedSendTime: Date
  readonly created: Date
  /** When the state last changed. */
  readonly processed: Date
  readonly state: OrderState
  /** How many reminders follow it in its chain, as the orders behind it. */
  readonly reminders: number
  /** An order to a single address keeps its only chunk in its own row. */
  readonly chunk: Chunk
  /** When SMS of the order may leave; e-mail leaves at any time. */
  readonly policy?: SendingTimePolicy
  /** After this moment nothing is sent any more. */
  readonly expiry: Date
  /** Names the request that committed the order, so that a repeated commit is recognised as one's own. */
  readonly nonce: string
  /** HMAC-SHA-256 over family, creator and idempotency id; base64. */
  readonly idempotencyHash: string
  /** Set when content, addresses and references have been erased. */
  readonly erased: boolean
}

export interface EmailContent {
  readonly senderEmailAddress: string
  readonly subject: string
  readonly body: string
  readonly contentType: 'Plain' | 'Html'
}

export interface SmsContent {
  readonly sender: string
  readonly body: string
}

/** What is only needed for sending; stored apart, so that a state change does not carry it. */
export interface OrderContent {
  readonly email?: EmailContent
  readonly sms?: SmsContent
  readonly dialogportenAssociation?: {
    readonly dialogId?: string | undefined
    readonly transmissionId?: string | undefined
  }
}

/** How long an order may be sent, counted from when it should have been. */
export const lifetimeHours = 48

const lastMoment = new Date('9999-12-31T23:59:59.999Z')

/** No time is later than the last one that the wire and the store can express; an order may ask for that. */
export const expressible = (date: Date) => (date < lastMoment ? date : lastMoment)

/** E-mail may leave until 48 hours after the requested time. */
export const emailExpiry = (requestedSendTime: Date) => expressible(addSeconds(requestedSendTime, lifetimeHours * 3600))

/** How long after the expiry a delivery report may still decide. */
export const expiryGraceSeconds = 300

export const daySeconds = 86_400

export const addSeconds = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000)

export const secondsBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1000

/** Completed, or stopped by its condition: the feed owes it an entry. Cancelled orders get none. */
export const isPublishable = (order: Order) => order.state === 'Completed' || order.state === 'SendConditionNotMet'

/** Its feed entry is gone, or would come too late to be shown: nothing is appended any more. */
export const isPastRetention = ({ processed }: Order, now: Date, retentionDays: number) =>
  processed <= addSeconds(now, -retentionDays * daySeconds)

/** The member of `ProcessingLifecycle` that shipment and feed show: Processed means that notifications exist. */
export const orderLifecycle = (order: Order): ProcessingLifecycle =>
  order.state === 'Processing' ? 'Order_Processed' : `Order_${order.state}`

/** The order with its chunk as it now stands; with the chunk's last notification the order is complete. */
export function withChunk(order: Order, chunk: Chunk, at: Date): Order {
  if (isFinished(chunk))
    return order.state === 'Completed' ? { ...order, chunk } : { ...order, chunk, state: 'Completed', processed: at }
  return order.state === 'Registered' ? { ...order, chunk, state: 'Processing', processed: at } : { ...order, chunk }
}
