import type { EmailResult } from './email-result.ts'
import type { NotificationId } from './ids.ts'
import type { Receipt } from './notification.ts'

/** What a provider reported of one notification, after translation. */
export interface DeliveryReport {
  readonly notification: NotificationId
  readonly result: EmailResult
  readonly receipt: Receipt
  /** The report as it came, for support; holds an address, so it is erased with the order. */
  readonly raw: string
  readonly maskedRecipient: string
}

/** What a provider's event says, or why it says nothing that we can use. */
export type ReadReport = { readonly report: DeliveryReport } | { readonly dead: Omit<DeadReport, 'eventId' | 'at'> }

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
