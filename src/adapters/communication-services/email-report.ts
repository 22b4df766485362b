import * as z from 'zod'
import { maskedAddress, type ReadReport } from '../../domain/delivery-report.ts'
import type { EmailResult } from '../../domain/email-result.ts'
import { parseNotificationId } from '../../domain/ids.ts'
import { providerName } from './provider-name.ts'
import { rawReport } from './raw-report.ts'

/** Statuses per https://learn.microsoft.com/azure/event-grid/communication-services-email-events, in lower case. */
const results = new Map<string, EmailResult>([
  ['delivered', 'Delivered'],
  ['bounced', 'Failed_Bounced'],
  ['failed', 'Failed'],
  ['expanded', 'Failed'],
  ['filteredspam', 'Failed_FilteredSpam'],
  ['quarantined', 'Failed_Quarantined'],
  ['suppressed', 'Failed_SupressedRecipient'],
])

/** All of it is kept as raw report; what we read of it is far below these lengths. */
export const emailReportData = z.looseObject({
  messageId: z.string().max(100),
  status: z.string().max(100),
  recipient: z.string().max(1_000).optional(),
})

/** The message id of an e-mail is its operation id, and that is the id of our notification. */
export function readEmailReport(data: z.infer<typeof emailReportData>): ReadReport {
  const { messageId, status, recipient } = data
  const result = results.get(status.toLowerCase())
  const maskedRecipient = maskedAddress(recipient ?? '')
  if (result === undefined) return { dead: { reason: 'INVALID_DELIVERY_REPORT', result: status, maskedRecipient } }
  const notification = parseNotificationId(messageId.toLowerCase())
  if (notification === undefined) return { dead: { reason: 'NOTIFICATION_NOT_FOUND', result, maskedRecipient } }
  const receipt = { provider: providerName, reference: messageId }
  return { report: { notification, result, receipt, raw: rawReport(data), maskedRecipient } }
}
