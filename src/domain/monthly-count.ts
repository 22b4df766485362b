import type { Order, OrderContent, OrderHead } from './order.ts'
import { smsParts } from './sms-parts.ts'

/** What a creator's finished orders of a month came to. */
export interface Counts {
  readonly orders: number
  readonly emails: number
  readonly emailsDelivered: number
  /** One for each part that a text had to be split into. */
  readonly smsParts: number
  readonly smsDelivered: number
}

/** What one order adds to the month that it was to be sent in, as `2026-11` (UTC). */
export interface MonthlyCount {
  readonly month: string
  readonly counts: Counts
}

export const noCounts: Counts = { orders: 0, emails: 0, emailsDelivered: 0, smsParts: 0, smsDelivered: 0 }

export const sumOf = (one: Counts, other: Counts): Counts => ({
  orders: one.orders + other.orders,
  emails: one.emails + other.emails,
  emailsDelivered: one.emailsDelivered + other.emailsDelivered,
  smsParts: one.smsParts + other.smsParts,
  smsDelivered: one.smsDelivered + other.smsDelivered,
})

const monthOf = (date: Date) => date.toISOString().slice(0, 7)

/** @param counts an order whose condition was not met counts as an order, and sent nothing */
export const monthlyCountOf = ({ requestedSendTime }: OrderHead, counts: Counts): MonthlyCount => ({
  month: monthOf(requestedSendTime),
  counts,
})

/** What the notifications at hand add. */
export function countsOf({ chunk }: Order, content: OrderContent | undefined): Counts {
  const { channel, notifications } = chunk
  const delivered = notifications.filter(({ result }) => result === 'Delivered').length
  if (channel === 'email') return { ...noCounts, emails: notifications.length, emailsDelivered: delivered }
  const parts = smsParts(content?.sms?.body ?? '')
  return { ...noCounts, smsParts: notifications.length * parts, smsDelivered: delivered }
}
