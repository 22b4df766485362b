import type { ServiceBusQueueHandler } from '@azure/functions'
import * as z from 'zod'
import { TransientFault } from '../../domain/faults.ts'
import type { AgendaDeps } from '../../use-cases/handle-agenda-row.ts'
import { timeBox } from '../../use-cases/time-box.ts'
import { workAgenda } from '../../use-cases/work-agenda.ts'

const shape = z.object({ bucket: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d\|\d\d$/) })

/** A minute less than a function may run (`host.json`); the lock is renewed for as long. */
const partitionMs = 4 * 60_000

/**
 * Needs no copies: the rows of a partition that could not be worked through stay where they are, and the timer hands
 * it out again. So a store that cannot serve uses up no deliveries.
 */
export const workAgendaHandler =
  (deps: AgendaDeps): ServiceBusQueueHandler =>
  async (body: unknown) => {
    const { bucket } = shape.parse(body)
    try {
      await workAgenda(deps, bucket, timeBox(deps.ports.machine, partitionMs))
    } catch (fault) {
      if (!(fault instanceof TransientFault)) throw fault
      deps.ports.log.warn('work-agenda-put-off', { code: fault.code, bucket })
    }
  }
