import * as z from 'zod'
import { maskedAddress, type ReadReport } from '../../domain/delivery-report.ts'
import type { EmailResult } from '../../domain/email-result.ts'
import { parseNotificationId } from '../../domain/ids.ts'
import { providerName } from './email-courier.ts'

const rawCharacters = 1024

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
const report = z.looseObject({
  messageId: z.string().max(100),
  status: z.string().max(100),
  recipient: z.string().max(1_000).optional(),
})
const emailReport = z.literal('Microsoft.Communication.EmailDeliveryReportReceived')
/** Event Grid's own schema names the type `eventType`, CloudEvents calls it `type`. */
const event = z.union([
  z.object({ eventType: emailReport, data: report }),
  z.object({ type: emailReport, data: report }),
])

/** Reads an event in either schema, alone or as the only element of a list. */
export function readDeliveryReport(body: unknown): ReadReport {
  const only: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body
  const parsed = event.safeParse(only)
  if (!parsed.success) return { dead: { reason: 'INVALID_DELIVERY_REPORT' } }
  const { messageId, status, recipient } = parsed.data.data
  const result = results.get(status.toLowerCase())
  const maskedRecipient = maskedAddress(recipient ?? '')
  if (result === undefined) return { dead: { reason: 'INVALID_DELIVERY_REPORT', result: status, maskedRecipient } }
  const notification = parseNotificationId(messageId.toLowerCase())
  if (notification === undefined) return { dead: { reason: 'NOTIFICATION_NOT_FOUND', result, maskedRecipient } }
  const receipt = { provider: providerName, reference: messageId }
  const raw = JSON.stringify(parsed.data.data).slice(0, rawCharacters)
  return { report: { notification, result, receipt, raw, maskedRecipient } }
}
