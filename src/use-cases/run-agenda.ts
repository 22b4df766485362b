import { bucketsBefore } from '../domain/agenda.ts'
import type { AgendaDeps } from './handle-agenda-row.ts'
import { timeBox, type TimeBox } from './time-box.ts'
import { handleAgendaRows, workAgenda } from './work-agenda.ts'

const runMinutes = 5
/** The timer's next run shall not meet this one. */
const boxMs = 50_000

/**
 * The timer's part: everything before the horizon, so also what was missed while nothing ran. More than a page is
 * handed out, one message per partition; when that fails, it is worked through here as far as the time goes.
 * @returns how many of the rows that were read here are left
 */
export async function runAgenda(deps: AgendaDeps): Promise<number> {
  const box = timeBox(deps.ports.machine, boxMs)
  const before = bucketsBefore(deps.ports.clock.now())
  const { rows, more } = await deps.ports.agenda.firstPage(before)
  if (!more) return handleAgendaRows(deps, rows, box)
  const buckets = await deps.ports.agenda.bucketsBefore(before)
  try {
    const run = Math.floor(deps.ports.machine.now().getTime() / (runMinutes * 60_000))
    await deps.ports.bus.postAgenda(buckets, String(run))
    return 0
  } catch (cause) {
    deps.ports.log.error('agenda-not-handed-out', { partitions: buckets.length }, cause)
    return workThemHere(deps, buckets, box)
  }
}

async function workThemHere(deps: AgendaDeps, buckets: readonly string[], box: TimeBox): Promise<number> {
  let left = 0
  for (const bucket of buckets) {
    if (box.isOver()) break
    left += await workAgenda(deps, bucket, box)
  }
  return left
}
