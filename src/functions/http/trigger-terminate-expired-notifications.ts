import { triggers } from './published/operation.ts'
import { agendaTrigger, failedTo, type AgendaTriggerDoor } from './agenda-trigger.ts'

/** Has what is past its lifetime given up. */
export const triggerTerminateExpiredNotificationsRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, {
    name: 'trigger-terminate-expired-notifications',
    path: 'terminateexpirednotifications',
    published: triggers.terminateExpired,
    onFailure: failedTo('terminate expired notifications'),
  })
