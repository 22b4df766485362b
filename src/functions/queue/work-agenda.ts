import type { ServiceBusQueueHandler } from '@azure/functions'
import * as z from 'zod'
import type { AgendaDeps } from '../../use-cases/handle-agenda-row.ts'
import { workAgenda } from '../../use-cases/work-agenda.ts'

const shape = z.object({ bucket: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d\|\d\d$/) })

/** A partition that could not be worked through is met again by the timer a minute later: no copies are needed. */
export const workAgendaHandler =
  (deps: AgendaDeps): ServiceBusQueueHandler =>
  (body: unknown) =>
    workAgenda(deps, shape.parse(body).bucket)
