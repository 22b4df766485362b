import type * as z from 'zod'
import { list, object, optional, ruled } from '../door/shape.ts'
import { chainMembers, chainRules } from './chain-members.ts'
import { NotificationRecipient } from './notification-recipient.ts'
import { NotificationReminder } from './notification-reminder.ts'

const chain = object('.NotificationOrderChainRequestExt', {
  ...chainMembers,
  recipient: NotificationRecipient,
  reminders: optional(list(NotificationReminder, 'Reminder must not be null.')),
})

/** Body of `POST /future/orders`. */
export const NotificationOrderChainRequest = ruled(chain, chainRules)
export type NotificationOrderChainRequest = z.infer<typeof NotificationOrderChainRequest>
