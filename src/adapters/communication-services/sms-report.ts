import * as z from 'zod'
import { canonicalNumber } from '../../domain/addresses/mobile-number.ts'
import { maskedNumber, type ReadReport } from '../../domain/delivery-report.ts'
import { parseNotificationId, type NotificationId } from '../../domain/ids.ts'
import type { SmsResult } from '../../domain/sms-result.ts'
import { providerName } from './provider-name.ts'
import { rawReport } from './raw-report.ts'

/** Codes per https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes */
const results = new Map<number, SmsResult>([
  [2000, 'Delivered'],
  [4000, 'Failed_Rejected'],
  [4001, 'Failed_Rejected'],
  [4002, 'Failed_InvalidRecipient'],
  [4003, 'Failed_Undelivered'],
  [4004, 'Failed_InvalidRecipient'],
  [4005, 'Failed_BarredReceiver'],
  [4006, 'Failed_Undelivered'],
  [4007, 'Failed_BarredReceiver'],
  [4008, 'Failed_Rejected'],
  [4009, 'Failed_Rejected'],
  [4010, 'Failed_Rejected'],
  [4020, 'Failed_Rejected'],
  [5000, 'Failed'],
  [5001, 'Failed'],
  [9999, 'Failed'],
])

/** The carrier tells nothing of its deliveries: the message stays accepted until its lifetime is over. */
const withoutReports = 5002

const plainStatuses = new Map<string, SmsResult>([
  ['delivered', 'Delivered'],
  ['expired', 'Failed_Expired'],
  ['failed', 'Failed'],
])

/** Some schemas write the names in Pascal case. */
export const smsReportData = z.preprocess(
  (data) =>
    typeof data === 'object' && data !== null
      ? Object.fromEntries(
          Object.entries(data).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
        )
      : data,
  z.looseObject({
    messageId: z.string().max(200),
    to: z.string().max(50),
    deliveryStatus: z.string().max(100),
    deliveryStatusDetails: z.string().max(1_000).nullish(),
    tag: z.string().max(200).nullish(),
  }),
)

/** The tag names the call, the number names the recipient within it. */
export function readSmsReport(data: z.infer<typeof smsReportData>): ReadReport {
  const { messageId, to, deliveryStatus: status, deliveryStatusDetails, tag } = data
  const maskedRecipient = maskedNumber(to)
  const result = resultOf(status, codeOf(deliveryStatusDetails ?? ''))
  if (result === 'nothing-new') return result
  if (result === undefined) return { dead: { reason: 'INVALID_DELIVERY_REPORT', result: status, maskedRecipient } }
  const sent = sentTo(tag ?? '', to)
  if (sent === undefined) return { dead: { reason: 'NOTIFICATION_NOT_FOUND', result, maskedRecipient } }
  const receipt = { provider: providerName, reference: messageId }
  return { report: { ...sent, result, receipt, raw: rawReport(data), maskedRecipient } }
}

/** Undefined when the report is of no call of ours. */
function sentTo(tag: string, to: string): { notification: NotificationId; call: number; number: string } | undefined {
  const [, chunk = '', call = ''] = /^([^:]+):(\d+)$/.exec(tag) ?? []
  const notification = parseNotificationId(chunk)
  const number = canonicalNumber(to)
  return notification === undefined || number === undefined ? undefined : { notification, call: Number(call), number }
}

/** `2000: No Error`: the number in front is the code, what follows is for people. */
const codeOf = (details: string) => Number(/^\s*(\d+)/.exec(details)?.[1])

/** The code says more than the status, where there is one that is known. */
function resultOf(status: string, code: number): SmsResult | 'nothing-new' | undefined {
  return code === withoutReports ? 'nothing-new' : (results.get(code) ?? plainStatuses.get(status.toLowerCase()))
}
