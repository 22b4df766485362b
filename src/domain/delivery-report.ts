import type { NotificationId } from './ids.ts'
import type { Receipt, Result } from './notification.ts'

/** What a provider reported of one notification, after translation. */
export interface DeliveryReport {
  /** The notification itself; where a number is given, the chunk that was called for. */
  readonly notification: NotificationId
  /** SMS: which call it was, and whom it reached; one call never names a number twice. */
  readonly call?: number
  readonly number?: string
  readonly result: Result
  readonly receipt: Receipt
  /** The report as it came, for support; holds an address, so it is erased with the order. */
  readonly raw: string
  readonly maskedRecipient: string
}

/** What a provider's event says, or why it says nothing that we can use. */
export type ReadReport =
  | { readonly report: DeliveryReport }
  | { readonly dead: Omit<DeadReport, 'eventId' | 'at'> }
  /** It tells nothing that changes anything. */
  | 'nothing-new'

/** Why a report could not be recorded. */
export type DeadReason = 'NOTIFICATION_NOT_FOUND' | 'NOTIFICATION_EXPIRED' | 'INVALID_DELIVERY_REPORT' | 'UNPROCESSABLE'

/** A report that changed nothing, kept for support: ids and statuses, no address in clear. */
export interface DeadReport {
  readonly eventId: string
  readonly reason: DeadReason
  readonly at: Date
  readonly notification?: string
  readonly result?: string
  readonly maskedRecipient?: string
}

/** Keeps enough of an address to recognise it in a support case: `k***@example.no`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at <= 0 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`
}

/** Keeps the country and the last two digits: `+47***01`. */
export const maskedNumber = (number: string) =>
  number.length < 6 ? '***' : `${number.slice(0, 3)}***${number.slice(-2)}`
