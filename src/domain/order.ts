import type { OrderId } from './ids.ts'
import { isFinished, type Chunk } from './notification.ts'
import type { NotificationChannel } from './notification-channel.ts'
import type { OrderedRecipient } from './ordered-recipient.ts'
import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import type { Segments } from './segments.ts'
import type { SendingTimePolicy } from './sending-time-policy.ts'

/** The internal life of an order; Completed, SendConditionNotMet and Cancelled are final. */
export type OrderState = 'Registered' | 'Processing' | 'Completed' | 'SendConditionNotMet' | 'Cancelled'

export type OrderType = 'Notification' | 'Reminder' | 'Instant' | 'Composed'

/** An order without its notifications. */
export interface OrderHead {
  readonly id: OrderId
  readonly type: OrderType
  readonly creator: string
  readonly sendersReference?: string
  readonly requestedSendTime: Date
  readonly created: Date
  /** When the state last changed. */
  readonly processed: Date
  readonly state: OrderState
  /**
   * An instant order until its provider has taken it, hidden from every reader: `open` while that may still come out,
   * `refused` when it certainly has not been taken, so that a repetition may try again.
   */
  readonly reservation?: 'open' | 'refused'
  /** How many files it is to be sent with; it is not sent without them. */
  readonly attachments?: number
  /** How many reminders follow it in its chain, as the orders behind it. */
  readonly reminders: number
  /** Given for an order whose notifications lie in rows of their own. */
  readonly segments?: Segments
  /** What was ordered besides addresses; left out when it says nothing. */
  readonly terms?: Terms
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

/**
 * An order with the notifications at hand: all of them, where they fit its own row, else those of one of its chunks,
 * with policy and expiry of the chunk's channel.
 */
export interface Order extends OrderHead {
  readonly chunk: Chunk
}

/** An order as it lies in its row. */
export type StoredOrder = Order | (OrderHead & { readonly chunk?: undefined })

/** Most orders are to few addresses, which their own row has room for. */
export const isWhole = (order: StoredOrder): order is Order => order.chunk !== undefined

/** How recipients are found, and whether the order is sent at all. */
export interface Terms {
  readonly channel?: NotificationChannel
  readonly ignoreReservation?: boolean
  readonly useStaleContactInformation?: boolean
  readonly resourceId?: string
  readonly resourceAction?: string
  readonly conditionEndpoint?: string
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

export interface Attachment {
  readonly filename: string
  readonly mimeType: string
  readonly sasUrl: string
}

/** What is only needed for sending; stored apart, so that a state change does not carry it. */
export interface OrderContent {
  readonly email?: EmailContent
  readonly sms?: SmsContent
  /** As ordered, where the addresses alone do not say it. */
  readonly recipients?: readonly OrderedRecipient[]
  /** Files of the sender's own storage; the URLs are signed, so they are never shown or logged. */
  readonly attachments?: readonly Attachment[]
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
export const isPublishable = (order: OrderHead) => order.state === 'Completed' || order.state === 'SendConditionNotMet'

/** Its feed entry is gone, or would come too late to be shown: nothing is appended any more. */
export const isPastRetention = ({ processed }: OrderHead, now: Date, retentionDays: number) =>
  processed <= addSeconds(now, -retentionDays * daySeconds)

/** The member of `ProcessingLifecycle` that shipment and feed show: Processed means that notifications exist. */
export const orderLifecycle = (order: OrderHead): ProcessingLifecycle =>
  order.state === 'Processing' ? 'Order_Processed' : `Order_${order.state}`

/**
 * The order with its chunk as it now stands; with the last notification of its only chunk the order is complete. What
 * a chunk means to an order in segments is seen when it is stored.
 */
export function withChunk(order: Order, chunk: Chunk, at: Date): Order {
  if (order.segments !== undefined) return { ...order, chunk }
  if (order.reservation !== undefined) {
    const { reservation: _, ...taken } = order
    return isTaken(chunk) ? withChunk(taken, chunk, at) : { ...order, chunk }
  }
  if (isFinished(chunk))
    return order.state === 'Completed' ? { ...order, chunk } : { ...order, chunk, state: 'Completed', processed: at }
  return order.state === 'Registered' ? { ...order, chunk, state: 'Processing', processed: at } : { ...order, chunk }
}

/** The provider has all of it, or has told what is wrong with it: what was reserved is an order like any other. */
const isTaken = ({ notifications }: Chunk) =>
  notifications.every(({ state }) => state === 'accepted' || state === 'final')
