import type * as z from 'zod'
import { list, object, optional, ruled } from '../door/shape.ts'
import { chainMembers, chainRules } from './chain-members.ts'
import { limits } from './limits.ts'
import { NotificationRecipient } from './notification-recipient.ts'
import { NotificationReminder } from './notification-reminder.ts'

const chain = object('.NotificationOrderChainRequestExt', {
  ...chainMembers,
  recipient: NotificationRecipient,
  reminders: optional(list(NotificationReminder, 'Reminder must not be null.')),
})

const charactersOf = (reminders: readonly unknown[]) => (reminders.length === 0 ? 0 : JSON.stringify(reminders).length)

/** Body of `POST /future/orders`. */
export const NotificationOrderChainRequest = ruled(chain, [
  ...chainRules,
  {
    id: 'own-reminders',
    key: 'Reminders',
    holds: ({ reminders = [] }) => reminders.length <= limits.reminders,
    message: `An order can have at most ${limits.reminders} reminders.`,
  },
  {
    id: 'own-reminder-texts',
    key: 'Reminders',
    holds: ({ reminders = [] }) => charactersOf(reminders) <= limits.reminderCharacters,
    message: `The reminders must be at most ${limits.reminderCharacters} characters long together.`,
  },
])
export type NotificationOrderChainRequest = z.infer<typeof NotificationOrderChainRequest>
