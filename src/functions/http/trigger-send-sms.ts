import { triggers } from './published/operation.ts'
import { agendaTrigger, type AgendaTriggerDoor } from './agenda-trigger.ts'

/** Another name of `sendsmsdaytime`. */
export const triggerSendSmsRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, { name: 'trigger-send-sms', path: 'sendsms', published: triggers.sendSms, inDaytime: true })
