import type { InboxEntry } from '../inbox/inbox-entry.ts'
import { shelfOf } from '../inbox/shelf.ts'
import type { AcceptedEmail } from './accepted-email.ts'
import { recipientsOf } from './email-message.ts'
import { failureOf } from './email-operation.ts'
import { previewOf } from './email-preview.ts'
import type { EmailStore } from './email-store.ts'

/** E-mails as the inbox page has them. */
export const emailShelf = (store: EmailStore) => shelfOf({ channel: 'email', store, entryOf, textsOf })

const entryOf = (email: AcceptedEmail): InboxEntry => ({
  channel: 'email',
  id: email.operationId,
  acceptedAt: email.acceptedAt,
  from: email.senderAddress,
  to: recipientsOf(email),
  sendRequests: email.sendRequests,
  reports: email.reports,
  subject: email.content.subject,
  preview: previewOf(email.content),
  bodies: [...(email.content.plainText ? (['text'] as const) : []), ...(email.content.html ? (['html'] as const) : [])],
  attachments: email.attachments,
  failure: failureOf(email)?.code,
})

const textsOf = (email: AcceptedEmail) => [
  email.operationId,
  email.senderAddress,
  email.content.subject,
  email.content.plainText,
  email.content.html,
  ...recipientsOf(email),
  ...email.reports.map(({ status }) => status),
  ...email.attachments.map(({ name }) => name),
]
