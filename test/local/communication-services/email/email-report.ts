import type { OutgoingReport, ReportEvent } from '../report-event.ts'
import type { AcceptedEmail, EmailReport } from './accepted-email.ts'
import type { EmailStatus } from './magic-recipients.ts'

export const outgoingReport = (email: AcceptedEmail, report: EmailReport): OutgoingReport => ({
  eventId: report.eventId,
  dueAt: new Date(report.dueAt),
  schema: report.schema,
  event: () => reportEvent(email, report),
})

/** `Microsoft.Communication.EmailDeliveryReportReceived`; the time of the attempt is spelled in both documented ways. */
function reportEvent({ operationId, senderAddress }: AcceptedEmail, report: EmailReport): ReportEvent {
  const attempt = report.schema === 'event-grid' ? 'deliveryAttemptTimeStamp' : 'deliveryAttemptTimestamp'
  return {
    id: report.eventId,
    type: 'Microsoft.Communication.EmailDeliveryReportReceived',
    subject: `sender/${senderAddress}/message/${operationId}`,
    time: new Date(report.dueAt),
    data: {
      sender: senderAddress,
      recipient: report.recipient,
      internetMessageId: `<${operationId}@local.invalid>`,
      messageId: operationId,
      status: report.status,
      deliveryStatusDetails: statusDetails[report.status],
      [attempt]: report.dueAt,
    },
  }
}

const statusDetails: Record<EmailStatus, { statusMessage: string; recipientMailServerHostName?: string }> = {
  Delivered: { statusMessage: 'OK', recipientMailServerHostName: 'mx.local.invalid' },
  Bounced: { statusMessage: '550 5.1.1 The recipient does not exist', recipientMailServerHostName: 'mx.local.invalid' },
  Failed: { statusMessage: '451 4.4.1 No answer from the host' },
  FilteredSpam: { statusMessage: '550 5.7.1 The message was filtered as spam' },
  Quarantined: { statusMessage: '250 2.6.0 The message was quarantined' },
  Suppressed: { statusMessage: 'The recipient is on the suppression list' },
  Expanded: { statusMessage: 'The distribution list was expanded' },
}
