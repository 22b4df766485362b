import { randomUUID } from 'node:crypto'
import type { ChannelSettings } from '../channel.ts'
import { postedEarly, type ReportOutbox } from '../report-outbox.ts'
import { contentHashOf } from '../signature.ts'
import type { AcceptedEmail, EmailReport } from './accepted-email.ts'
import type { EmailMessage } from './email-message.ts'
import type { EmailPlan, ReportPlan } from './email-plan.ts'
import { outgoingReport } from './email-report.ts'
import type { EmailStore } from './email-store.ts'

export interface AcceptEmail extends ChannelSettings {
  readonly store: EmailStore
  readonly outbox: ReportOutbox
}

interface Accepting {
  readonly message: EmailMessage
  /** The request's body as it came. */
  readonly body: Buffer
  readonly operationId: string | undefined
  /** Under which its refusals were counted. */
  readonly attempt: string
  readonly plan: EmailPlan
}

/** Stores the e-mail and plans its reports; from then on it is sent. Waits for those that come before the answer. */
export async function acceptEmail(deps: AcceptEmail, accepting: Accepting): Promise<AcceptedEmail> {
  const email = acceptedEmail(deps, accepting)
  deps.store.accept(accepting.attempt, email)
  const isEarly = (index: number) => accepting.plan.reports[index]?.early === true
  const reports = email.reports.map((report) => outgoingReport(email, report))
  for (const report of reports.filter((_, index) => !isEarly(index))) deps.outbox.add(report)
  const early = reports.filter((_, index) => isEarly(index))
  await postedEarly(deps.outbox, early)
  return email
}

function acceptedEmail(deps: AcceptEmail, { message, body, operationId, attempt, plan }: Accepting): AcceptedEmail {
  const now = deps.clock.now()
  return {
    operationId: operationId ?? randomUUID(),
    acceptedAt: now.toISOString(),
    contentHash: contentHashOf(body),
    ...message,
    attachments: (message.attachments ?? []).map(({ name, contentType, contentInBase64 }) => ({
      name,
      contentType,
      bytes: Buffer.byteLength(contentInBase64, 'base64'),
    })),
    reports: plan.reports.map((report) => emailReport(deps, report, now)),
    sendRequests: deps.store.refusals(attempt) + 1,
  }
}

function emailReport({ nextSchema, reportDelayMs }: ChannelSettings, plan: ReportPlan, now: Date): EmailReport {
  const delayMs = plan.early ? 0 : reportDelayMs + plan.delaySeconds * 1000
  return {
    eventId: randomUUID(),
    recipient: plan.recipient,
    status: plan.status,
    schema: nextSchema(),
    dueAt: new Date(now.getTime() + delayMs).toISOString(),
  }
}
