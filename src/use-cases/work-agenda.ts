import type { AgendaRow } from '../domain/agenda.ts'
import { workThrough } from './batch.ts'
import { handleAgendaRow, type AgendaDeps } from './handle-agenda-row.ts'
import type { TimeBox } from './time-box.ts'

/**
 * One partition of the agenda, page by page.
 * @returns how many of the rows that were read are left
 */
export async function workAgenda(deps: AgendaDeps, bucket: string, box: TimeBox): Promise<number> {
  let [next, left]: [string | undefined, number] = [undefined, 0]
  do {
    const page = await deps.ports.agenda.page(bucket, next)
    left += await handleAgendaRows(deps, page.rows, box)
    next = page.next
  } while (next !== undefined && !box.isOver())
  return left
}

/**
 * A row that fails, or is not reached, stays where it is, and is met again by the next run.
 * @returns how many did
 */
export async function handleAgendaRows(deps: AgendaDeps, rows: readonly AgendaRow[], box: TimeBox): Promise<number> {
  const { log } = deps.ports
  const left = await workThrough(rows, { box, log, name: 'agenda-row' }, (row) => handleAgendaRow(deps, row))
  if (left.length > 0) log.warn('agenda-rows-left', { rows: left.length })
  return left.length
}
