import type { TimerHandler } from '@azure/functions'
import type { AgendaDeps } from '../../use-cases/handle-agenda-row.ts'
import { runAgenda } from '../../use-cases/run-agenda.ts'

export const runAgendaHandler =
  (deps: AgendaDeps): TimerHandler =>
  () =>
    runAgenda(deps)
