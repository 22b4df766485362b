import { setTimeout as pause } from 'node:timers/promises'
import { reportMessage, type OutgoingReport } from './report-event.ts'
import type { ReportQueue } from './report-queue.ts'

interface PostReports {
  readonly queue: ReportQueue
  readonly reports: readonly OutgoingReport[]
  readonly onPosted: (reports: readonly OutgoingReport[]) => void
  readonly signal: AbortSignal
}

/** About 80 KB; the broker takes 256 KB. */
const batchSize = 100
/** Milliseconds between two attempts on a broker that takes nothing, growing from the first to the last. */
const [firstWaitMs, longestWaitMs] = [50, 1000]

/** Returns when the broker has every report, or when it is told to stop. */
export async function postReports({ queue, reports, onPosted, signal }: PostReports): Promise<void> {
  let [waitMs, done] = [firstWaitMs, 0]
  while (done < reports.length && !signal.aborted) {
    const batch = reports.slice(done, done + batchSize)
    const fault = await postBatch(queue, batch)
    if (fault === undefined) {
      onPosted(batch)
      for (const report of batch) report.onPosted?.()
      done += batch.length
      waitMs = firstWaitMs
      continue
    }
    if (waitMs === firstWaitMs) console.error(`delivery reports wait for the broker: ${fault}`)
    await pause(waitMs, undefined, { signal }).catch(() => undefined)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
}

/** What the broker or the way to it had against the batch. */
const postBatch = (queue: ReportQueue, batch: readonly OutgoingReport[]): Promise<string | undefined> =>
  queue.post(batch.map((report) => reportMessage(report.event(), report.schema))).then(
    () => undefined,
    (error: unknown) => String(error),
  )
