import type { OutgoingReport, ReportEvent } from '../report-event.ts'
import type { AcceptedSms, SmsReport } from './accepted-sms.ts'

export const outgoingReport = (sms: AcceptedSms, report: SmsReport): OutgoingReport => ({
  eventId: report.eventId,
  dueAt: new Date(report.dueAt),
  schema: report.schema,
  event: () => reportEvent(sms, report),
})

/**
 * `Microsoft.Communication.SMSDeliveryReportReceived`. Its properties are spelled in both documented ways: in camel
 * case, and, in CloudEvents, in Pascal case.
 */
function reportEvent(sms: AcceptedSms, report: SmsReport): ReportEvent {
  const data = reportData(sms, report)
  return {
    id: report.eventId,
    type: 'Microsoft.Communication.SMSDeliveryReportReceived',
    subject: `/phonenumber/${sms.from}`,
    time: new Date(report.dueAt),
    data: report.schema === 'event-grid' ? data : (inPascalCase(data) as object),
  }
}

const reportData = ({ messageId, from, to, tag, segments }: AcceptedSms, { status, details, dueAt }: SmsReport) => ({
  messageId,
  from,
  to,
  deliveryStatus: status,
  deliveryStatusDetails: details,
  receivedTimestamp: dueAt,
  deliveryAttempts: [
    {
      timestamp: dueAt,
      segmentsSucceeded: status === 'Delivered' ? segments : 0,
      segmentsFailed: status === 'Delivered' ? 0 : segments,
    },
  ],
  ...(tag === undefined ? {} : { tag }),
})

function inPascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPascalCase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.charAt(0).toUpperCase() + name.slice(1), inPascalCase(inner)]),
  )
}
