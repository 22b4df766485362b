import type { AgendaRow } from '../domain/agenda.ts'
import { workThrough } from './batch.ts'
import { handleAgendaRow, type AgendaDeps } from './handle-agenda-row.ts'
import { timeBox } from './time-box.ts'

const runMs = 50_000

/** One partition of the agenda, page by page. */
export async function workAgenda(deps: AgendaDeps, bucket: string): Promise<void> {
  let next: string | undefined
  do {
    const page = await deps.ports.agenda.page(bucket, next)
    await handleAgendaRows(deps, page.rows)
    next = page.next
  } while (next !== undefined)
}

/** A row that fails stays where it is, and is met again by the next run. */
export async function handleAgendaRows(deps: AgendaDeps, rows: readonly AgendaRow[]): Promise<void> {
  const { log, machine } = deps.ports
  const rules = { box: timeBox(machine, runMs), log, name: 'agenda-row' }
  const left = await workThrough(rows, rules, (row) => handleAgendaRow(deps, row))
  if (left.length > 0) log.warn('agenda-rows-left', { rows: left.length })
}
