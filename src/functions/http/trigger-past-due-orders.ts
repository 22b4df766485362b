import { triggers } from './published/operation.ts'
import { agendaTrigger, type AgendaTriggerDoor } from './agenda-trigger.ts'
import { empty } from './door/answers.ts'

/** Waits until what is due has been handed over. */
export const triggerPastDueOrdersRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, {
    name: 'trigger-past-due-orders',
    path: 'pastdueorders',
    published: triggers.pastDueOrders,
    onFailure: empty(500),
  })
