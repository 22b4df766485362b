import type { Channel } from './channel.ts'
import type { NotificationId } from './ids.ts'
import { idIn, type Notification, type Result } from './notification.ts'
import type { Order, OrderContent } from './order.ts'
import { smsParts } from './sms-parts.ts'

/** A finished notification as those who settle the bills are told of it. */
export interface Outcome {
  readonly notification: NotificationId
  readonly channel: Channel
  /** The day that its order was finished on (UTC), as `2026-11-24`: the day whose file it stands in. */
  readonly day: string
  readonly creator: string
  readonly sendersReference?: string
  readonly resourceId?: string
  readonly requestedSendTime: Date
  readonly result: Result
  /** What the provider calls it; empty when it never took it. */
  readonly providerReference: string
  /** Given for SMS. */
  readonly sms?: SmsOutcome
}

export interface SmsOutcome {
  readonly rate: 'innland' | 'utland' | 'n/a'
  readonly numberPrefix: string
  readonly parts: number
  readonly bodyLength: number
}

export const dayOf = (date: Date) => date.toISOString().slice(0, 10)

/** The outcomes of the notifications at hand of a final order, always the same, on one day. */
export function outcomesOf(order: Order, content: OrderContent | undefined): readonly Outcome[] {
  if (order.state !== 'Completed') return []
  const { channel, notifications } = order.chunk
  const common = commonOf(order)
  const body = content?.sms?.body ?? ''
  return notifications.map((notification) => ({
    ...common,
    notification: idIn(order.id, order.chunk, notification),
    result: notification.result ?? 'Failed',
    providerReference: notification.receipt?.reference ?? '',
    ...(channel === 'sms' ? { sms: smsOutcome(notification, body) } : {}),
  }))
}

const commonOf = ({ chunk, creator, sendersReference, terms, requestedSendTime, processed }: Order) => ({
  channel: chunk.channel,
  day: dayOf(processed),
  creator,
  ...(sendersReference === undefined ? {} : { sendersReference }),
  ...(terms?.resourceId === undefined ? {} : { resourceId: terms.resourceId }),
  requestedSendTime,
})

const smsOutcome = ({ address }: Notification, body: string): SmsOutcome => ({
  rate: rateOf(address),
  numberPrefix: address.slice(0, 4),
  parts: smsParts(body),
  bodyLength: body.length,
})

function rateOf(number: string): SmsOutcome['rate'] {
  if (number === '') return 'n/a'
  return /^\s*(?:\+|00)\s*47/.test(number) ? 'innland' : 'utland'
}
