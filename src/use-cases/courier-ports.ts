import type { EmailResult } from '../domain/email-result.ts'
import type { NotificationId } from '../domain/ids.ts'
import type { Receipt, Result } from '../domain/notification.ts'
import type { EmailContent, SmsContent } from '../domain/order.ts'

export interface Email extends EmailContent {
  readonly notification: NotificationId
  readonly address: string
  /** How long the answer is waited for; left out, as long as the courier thinks right. */
  readonly patienceMs?: number
}

/** What became of a request to send. Nothing here is thrown: every answer leads somewhere. */
export type Dispatch =
  | { readonly outcome: 'accepted'; readonly receipt: Receipt }
  /** Definitely not taken, through no fault of the message: try again when the channel's pause is over. */
  | { readonly outcome: 'deferred'; readonly seconds: number; readonly code: string }
  /** Definitely not taken, and never will be. */
  | { readonly outcome: 'refused'; readonly result: Result; readonly code: string }
  /** It may have been taken. Must be asked for before anything is sent again. */
  | { readonly outcome: 'unknown'; readonly code: string }

export type Inquiry =
  | { readonly outcome: 'accepted'; readonly receipt: Receipt }
  | { readonly outcome: 'failed'; readonly result: EmailResult; readonly code: string }
  | { readonly outcome: 'not-found' }

export interface EmailCourier {
  send(email: Email): Promise<Dispatch>
  /** What the provider knows of an earlier attempt. */
  ask(notification: NotificationId): Promise<Inquiry>
}

/** One call to the provider: up to 100 recipients of one text, no two of them with the same number. */
export interface SmsCall extends SmsContent {
  /** Comes back in every delivery report of the call. */
  readonly tag: string
  readonly recipients: readonly SmsRecipient[]
  /** How long the answer is waited for; left out, as long as the courier thinks right. */
  readonly patienceMs?: number
}

export interface SmsRecipient {
  /** E.164. */
  readonly number: string
  /** At least 16 bytes that are the same whenever this attempt is repeated, and for no other attempt. */
  readonly attemptId: Uint8Array
  /** When the attempt was made first, by the machine's clock. */
  readonly attemptedAt: Date
}

export interface SmsCourier {
  /** One outcome per recipient, in their order. */
  send(call: SmsCall): Promise<readonly Dispatch[]>
}
