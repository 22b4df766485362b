import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from './clock.ts'
import { postReports } from './post-reports.ts'
import type { OutgoingReport } from './report-event.ts'
import type { ReportQueue } from './report-queue.ts'

interface Outbox {
  readonly queue: ReportQueue
  readonly clock: Clock
  /** Told once the broker has them. Until then they are owed, also by the next process. */
  readonly onPosted: (reports: readonly OutgoingReport[]) => void
}

/** Reports that fall due within so many milliseconds travel together. */
const tickMs = 20
/** How long an answer waits for its early reports when the queue takes none. */
const earlyReportLimitMs = 5000
/** How long an orderly stop waits for the broker's answer. */
const stopLimitMs = 1000

export type ReportOutbox = ReturnType<typeof reportOutbox>

/** Posts every report at least once, not before it is due, and tries for as long as it takes. */
export function reportOutbox({ queue, clock, onPosted }: Outbox) {
  const end = new AbortController()
  const ticks = new Map<number, { reports: OutgoingReport[]; cancel: () => void }>()
  let due: OutgoingReport[] = []
  let posting: Promise<void> | undefined

  const atTick = (tick: number) => {
    due = due.concat(ticks.get(tick)?.reports ?? [])
    ticks.delete(tick)
    posting ??= postAllDue().finally(() => (posting = undefined))
  }
  const postAllDue = async () => {
    while (due.length > 0 && !end.signal.aborted) {
      const reports = due
      due = []
      await postReports({ queue, reports, onPosted, signal: end.signal })
    }
  }
  return {
    add(report: OutgoingReport): void {
      const tick = Math.ceil(report.dueAt.getTime() / tickMs)
      const same = ticks.get(tick)
      if (same === undefined)
        ticks.set(tick, { reports: [report], cancel: clock.wakeAt(new Date(tick * tickMs), () => atTick(tick)) })
      else same.reports.push(report)
    },

    /** When something is to be posted next; now, as long as something is being posted. */
    nextDueAt: (): Date | undefined => {
      if (posting !== undefined) return clock.now()
      return ticks.size === 0 ? undefined : new Date(Math.min(...ticks.keys()) * tickMs)
    },

    /** Stops posting; what is owed stays in the journal. */
    stop: async (): Promise<void> => {
      end.abort()
      for (const { cancel } of ticks.values()) cancel()
      await Promise.race([posting, pause(stopLimitMs, undefined, { ref: false })])
    },
  }
}

/** Adds reports that come before their request is answered; settles when the queue has them, or after five seconds. */
export async function postedEarly(outbox: ReportOutbox, reports: readonly OutgoingReport[]): Promise<void> {
  if (reports.length === 0) return
  const posted = reports.map(
    (report) => new Promise<void>((onPosted) => outbox.add({ ...report, onPosted: () => onPosted() })),
  )
  await Promise.race([Promise.all(posted), pause(earlyReportLimitMs, undefined, { ref: false })])
}
