import type { ReportSchema } from '../report-event.ts'
import type { SmsOutcome } from './magic-numbers.ts'
import type { SmsSegments } from './sms-segments.ts'

/** What the recipients of one call share. */
export interface SmsContent extends SmsSegments {
  readonly acceptedAt: string
  readonly from: string
  readonly message: string
  readonly tag?: string | undefined
}

/** One recipient's SMS. */
interface SmsToRecipient {
  readonly messageId: string
  readonly to: string
  /** Of the request that was accepted; another may come under the same pair, and is a repeat if it asks for the same. */
  readonly repeatability?: Repeatability | undefined
  readonly reports: readonly SmsReport[]
  /** All that were seen for it, the refused and the accepted one included. */
  sendRequests: number
}

/** An SMS that the service has accepted, as the inbox has it; times are ISO 8601. */
export type AcceptedSms = SmsContent & SmsToRecipient

export interface Repeatability {
  /** A UUID in lower case. */
  readonly requestId: string
  /** As the caller wrote it. */
  readonly firstSent: string
}

export interface SmsReport extends SmsOutcome {
  readonly eventId: string
  readonly schema: ReportSchema
  readonly dueAt: string
  /** When the queue had it; absent while it is owed. */
  postedAt?: string
}

export type SmsFact =
  | { readonly fact: 'sms-refused'; readonly to: string }
  | { readonly fact: 'sms-accepted'; readonly content: SmsContent; readonly recipients: readonly SmsToRecipient[] }
  | { readonly fact: 'sms-repeated'; readonly messageId: string }
  | { readonly fact: 'sms-reports-posted'; readonly eventIds: readonly string[]; readonly at: string }
  | { readonly fact: 'inbox-cleared' }
