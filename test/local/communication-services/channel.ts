import type { Clock } from './clock.ts'
import type { FaultSwitches } from './faults.ts'
import type { Shelf } from './inbox/shelf.ts'
import type { ReportSchema } from './report-event.ts'
import type { ReportQueue } from './report-queue.ts'
import type { Route } from './service-request.ts'

/** E-mail or SMS: what the process puts together. Each has a folder of its own. */
export interface Channel {
  /** The service's own, behind the door. */
  readonly service: readonly Route[]
  readonly apiVersions: readonly string[]
  /** For tests and people. */
  readonly inbox: readonly Route[]
  readonly shelf: Shelf
  clearInbox: () => void
  /** When a report is due next. */
  nextReportAt: () => Date | undefined
  counts: () => { accepted: number; reportsPosted: number; reportsOwed: number }
  stop: () => Promise<void>
}

/** What every channel is given. */
export interface ChannelSettings {
  readonly clock: Clock
  readonly faults: FaultSwitches
  readonly queue: ReportQueue
  /** The schema of the next report. */
  readonly nextSchema: () => ReportSchema
  /** From acceptance to the end of the operation and its report. */
  readonly reportDelayMs: number
}
