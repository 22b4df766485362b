import type { Channel } from './channel.ts'
import { emailExpiry, type Order, type OrderContent } from './order.ts'
import { smsExpiry } from './send-window.ts'
import type { SendingTimePolicy } from './sending-time-policy.ts'

/** One order as its creator wants it, to addresses of one channel. */
export interface OrderDraft {
  readonly channel: Channel
  readonly addresses: readonly string[]
  readonly sendersReference?: string
  readonly requestedSendTime: Date
  /** Only SMS has one. */
  readonly policy?: SendingTimePolicy
  readonly content: OrderContent
}

/** What the request says of every order of its chain. */
export type Origin = Pick<Order, 'id' | 'type' | 'creator' | 'created' | 'nonce' | 'idempotencyHash' | 'reminders'>

/** The order as it is registered: nothing has been tried. */
export function newOrder(draft: OrderDraft, origin: Origin): Order {
  const { channel, addresses, sendersReference, requestedSendTime, policy } = draft
  const { created } = origin
  return {
    ...origin,
    ...(sendersReference === undefined ? {} : { sendersReference }),
    ...(policy === undefined ? {} : { policy }),
    requestedSendTime,
    processed: created,
    state: 'Registered',
    chunk: {
      channel,
      notifications: addresses.map((address, i) => ({ index: i + 1, address, state: 'new', at: created, attempt: 0 })),
    },
    expiry: channel === 'email' ? emailExpiry(requestedSendTime) : smsExpiry(requestedSendTime, policy ?? 'Daytime'),
    erased: false,
  }
}
