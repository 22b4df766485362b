import type { InboxEntry } from '../inbox/inbox-entry.ts'
import { shelfOf } from '../inbox/shelf.ts'
import type { AcceptedSms } from './accepted-sms.ts'
import type { SmsStore } from './sms-store.ts'

/** SMS as the inbox page has them. */
export const smsShelf = (store: SmsStore) => shelfOf({ channel: 'sms', store, entryOf, textsOf })

const entryOf = (sms: AcceptedSms): InboxEntry => ({
  channel: 'sms',
  id: sms.messageId,
  acceptedAt: sms.acceptedAt,
  from: sms.from,
  to: [sms.to],
  sendRequests: sms.sendRequests,
  reports: sms.reports.map((report) => ({ recipient: sms.to, ...report })),
  message: sms.message,
  tag: sms.tag,
  encoding: sms.encoding,
  segments: sms.segments,
})

const textsOf = ({ messageId, from, to, message, tag, reports }: AcceptedSms) => [
  messageId,
  from,
  to,
  message,
  tag,
  ...reports.flatMap(({ status, details }) => [status, details]),
]
