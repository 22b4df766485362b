import * as z from 'zod'
import type { ReadReport } from '../../domain/delivery-report.ts'
import { emailReportData, readEmailReport } from './email-report.ts'
import { readSmsReport, smsReportData } from './sms-report.ts'

/** Event Grid's own schema names the type `eventType`, CloudEvents calls it `type`. */
const event = <const Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.union([z.object({ eventType: z.literal(type), data }), z.object({ type: z.literal(type), data })])

const emailEvent = event('Microsoft.Communication.EmailDeliveryReportReceived', emailReportData)
const smsEvent = event('Microsoft.Communication.SMSDeliveryReportReceived', smsReportData)

/** Reads an event in either schema, alone or as the only element of a list. */
export function readDeliveryReport(body: unknown): ReadReport {
  const only: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body
  const email = emailEvent.safeParse(only)
  if (email.success) return readEmailReport(email.data.data)
  const sms = smsEvent.safeParse(only)
  return sms.success ? readSmsReport(sms.data.data) : { dead: { reason: 'INVALID_DELIVERY_REPORT' } }
}
