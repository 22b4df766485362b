import type { ReportSchema } from '../report-event.ts'
import type { EmailMessage } from './email-message.ts'
import type { EmailStatus } from './magic-recipients.ts'

/** An e-mail the service has accepted, as the journal and the inbox have it; times are ISO 8601. */
export interface AcceptedEmail extends Omit<EmailMessage, 'attachments'> {
  readonly operationId: string
  readonly acceptedAt: string
  /** Of the request that was accepted; a repeat with another body is not a repeat. */
  readonly contentHash: string
  readonly attachments: readonly { name: string; contentType: string; bytes: number }[]
  readonly reports: readonly EmailReport[]
  /** All that were seen with this operation id, the refused and the accepted one included. */
  sendRequests: number
}

export interface EmailReport {
  readonly eventId: string
  readonly recipient: string
  readonly status: EmailStatus
  readonly schema: ReportSchema
  readonly dueAt: string
  /** When the queue had it; absent while it is owed. */
  postedAt?: string
}

export type EmailFact =
  | { readonly fact: 'email-refused'; readonly attempt: string }
  | { readonly fact: 'email-accepted'; readonly attempt: string; readonly email: AcceptedEmail }
  | { readonly fact: 'email-repeated'; readonly operationId: string }
  | { readonly fact: 'email-reports-posted'; readonly eventIds: readonly string[]; readonly at: string }
  | { readonly fact: 'inbox-cleared' }
