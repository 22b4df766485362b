import { triggers } from './published/operation.ts'
import { agendaTrigger, type AgendaTriggerDoor } from './agenda-trigger.ts'

/** Never fails: what could not be handed over is left for the timer. */
export const triggerSendEmailRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, { name: 'trigger-send-email', path: 'sendemail', published: triggers.sendEmail })
