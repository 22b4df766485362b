import { randomUUID } from 'node:crypto'
import type { ChannelSettings } from '../channel.ts'
import { postedEarly, type ReportOutbox } from '../report-outbox.ts'
import type { AcceptedSms, SmsContent, SmsReport } from './accepted-sms.ts'
import { magicNumberOf, outcomesOf, type MagicNumber } from './magic-numbers.ts'
import type { SmsCall } from './sms-call.ts'
import type { NewRecipient } from './sms-fate.ts'
import { outgoingReport } from './sms-report.ts'
import { segmentsOf } from './sms-segments.ts'
import type { SmsStore } from './sms-store.ts'

export interface AcceptSms extends ChannelSettings {
  readonly store: SmsStore
  readonly outbox: ReportOutbox
}

/**
 * Stores the SMS of a call's new recipients and plans their reports; from then on they are sent. Waits for reports that
 * come before the answer.
 *
 * @returns the message ids, in the order of the recipients
 */
export async function acceptSms(deps: AcceptSms, call: SmsCall, fresh: readonly NewRecipient[]): Promise<string[]> {
  if (fresh.length === 0) return []
  const content = contentOf(call, deps.clock.now())
  const recipients = fresh.map(({ to, repeatability }) => {
    const messageId = messageIdAt(content.acceptedAt)
    const reports = reportsOf(deps, { call, content, messageId, to })
    return { messageId, to, repeatability, reports, sendRequests: deps.store.refusals(to) + 1 }
  })
  deps.store.accept({ content, recipients })
  await postReports(
    deps.outbox,
    recipients.map((recipient) => ({ ...content, ...recipient })),
  )
  return recipients.map(({ messageId }) => messageId)
}

const contentOf = ({ from, message, smsSendOptions: { tag } }: SmsCall, now: Date): SmsContent => ({
  acceptedAt: now.toISOString(),
  from,
  message,
  tag,
  ...segmentsOf(message),
})

/** Such as `Outgoing_20261123050348b10bcef5-9bf1-4687-a101-798e2de7bede_noam`. */
const messageIdAt = (time: string) => `Outgoing_${time.replace(/\D/g, '').slice(0, 14)}${randomUUID()}_noam`

interface Reported {
  readonly call: SmsCall
  readonly content: SmsContent
  readonly messageId: string
  readonly to: string
}

function reportsOf(deps: AcceptSms, { call, content, messageId, to }: Reported): SmsReport[] {
  if (!call.smsSendOptions.enableDeliveryReport) return []
  const magic = magicNumberOf(to)
  const delayMs = delayOf(magic, call) ?? deps.reportDelayMs
  return outcomesOf(magic ?? {}).map((outcome, index) => ({
    // The service gives the event the id of the message; a second event must not pass for the first.
    eventId: index === 0 ? messageId : randomUUID(),
    ...outcome,
    schema: deps.nextSchema(),
    dueAt: new Date(Date.parse(content.acceptedAt) + delayMs).toISOString(),
  }))
}

/** In milliseconds; undefined for the usual delay. */
function delayOf(magic: MagicNumber | undefined, { smsSendOptions }: SmsCall): number | undefined {
  const { deliveryReportTimeoutInSeconds: timeout } = smsSendOptions
  if (magic?.reported === undefined) return undefined
  if (magic.reported === 'early') return 0
  if (magic.reported === 'timeout') return timeout === undefined ? undefined : timeout * 1000
  return magic.reported.afterSeconds * 1000
}

async function postReports(outbox: ReportOutbox, accepted: readonly AcceptedSms[]): Promise<void> {
  const isReversed = ({ to }: AcceptedSms) => magicNumberOf(to)?.reversed === true
  const inOrder = [...accepted.filter((sms) => !isReversed(sms)), ...accepted.filter(isReversed).toReversed()]
  const early = inOrder.filter(({ to }) => magicNumberOf(to)?.reported === 'early')
  const later = inOrder.filter((sms) => !early.includes(sms))
  const outgoing = (sms: AcceptedSms) => sms.reports.map((report) => outgoingReport(sms, report))
  for (const report of later.flatMap(outgoing)) outbox.add(report)
  await postedEarly(outbox, early.flatMap(outgoing))
}
