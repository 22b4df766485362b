import { triggers } from './published/operation.ts'
import { agendaTrigger, type AgendaTriggerDoor } from './agenda-trigger.ts'

/** Never fails: what could not be handed over is left for the timer. */
export const triggerSendSmsAnytimeRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, { name: 'trigger-send-sms-anytime', path: 'sendsmsanytime', published: triggers.sendSmsAnytime })
