import type { TimerHandler } from '@azure/functions'
import { eraseOutcomes } from '../../use-cases/erase-outcomes.ts'
import type { Ports } from '../../use-cases/ports.ts'

export const eraseOutcomesHandler =
  (ports: Pick<Ports, 'outcomes' | 'clock' | 'machine'>): TimerHandler =>
  () =>
    eraseOutcomes(ports)
