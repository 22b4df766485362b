/** What the page lists and shows of a message; its text is asked for when it is opened. Times are ISO 8601. */
export type InboxEntry = EmailEntry | SmsEntry

interface Entry {
  readonly id: string
  readonly acceptedAt: string
  readonly from: string
  readonly to: readonly string[]
  readonly sendRequests: number
  readonly reports: readonly EntryReport[]
}

interface EmailEntry extends Entry {
  readonly channel: 'email'
  readonly subject: string
  /** The beginning of the text; of an HTML mail without its tags. */
  readonly preview: string
  readonly bodies: readonly ('text' | 'html')[]
  readonly attachments: readonly { name: string; contentType: string; bytes: number }[]
  /** Why the operation fails, if it does. */
  readonly failure: string | undefined
}

interface SmsEntry extends Entry {
  readonly channel: 'sms'
  readonly message: string
  readonly tag: string | undefined
  readonly encoding: string
  readonly segments: number
}

interface EntryReport {
  readonly recipient: string
  readonly status: string
  readonly details?: string
  readonly dueAt: string
  readonly postedAt?: string
}

/** Something happened to a message, or the inbox of the channel was emptied. */
export type InboxChange = { readonly id: string; readonly isNew: boolean } | 'emptied'
