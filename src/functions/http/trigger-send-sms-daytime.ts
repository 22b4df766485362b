import { triggers } from './published/operation.ts'
import { agendaTrigger, type AgendaTriggerDoor } from './agenda-trigger.ts'

/** Never fails, and does nothing at night. */
export const triggerSendSmsDaytimeRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, {
    name: 'trigger-send-sms-daytime',
    path: 'sendsmsdaytime',
    published: triggers.sendSmsDaytime,
    inDaytime: true,
  })
