import type * as z from 'zod'
import { hasZone } from '../door/date-time.ts'
import { dateTime, int32, object, optional, ruled, text, uri } from '../door/shape.ts'
import { conditionEndpointRules } from './chain-members.ts'
import { limits } from './limits.ts'
import { NotificationRecipient } from './notification-recipient.ts'

const plain = object('.NotificationReminderExt', {
  recipient: NotificationRecipient,
  sendersReference: optional(text()),
  conditionEndpoint: optional(uri()),
  delayDays: optional(int32()),
  requestedSendTime: optional(dateTime()),
})

interface Chain {
  readonly requestedSendTime?: Date | undefined
}

/** A day is 24 hours here: reminders count in UTC. */
const dayMs = 24 * 3_600_000

/** When a reminder with a delay is due. */
const afterDays = (from: Date, days: number) => new Date(from.getTime() + days * dayMs)

const isGiven = ({ delayDays, requestedSendTime }: z.infer<typeof plain>) => ({
  delay: delayDays !== undefined,
  time: requestedSendTime !== undefined,
})

/** RM-8, no recipient, is reported as missing before any rule runs. */
export const NotificationReminder = ruled<typeof plain, Chain>(plain, [
  {
    id: 'RM-1',
    key: '',
    holds: (reminder) => isGiven(reminder).delay !== isGiven(reminder).time,
    message: 'Either DelayDays or RequestedSendTime must be defined, but not both.',
  },
  {
    id: 'RM-2',
    key: 'DelayDays',
    holds: ({ delayDays }) => delayDays === undefined || delayDays >= 1,
    message: 'DelayDays must be greater than or equal to 1 day.',
  },
  {
    id: 'RM-3',
    key: 'RequestedSendTime',
    holds: (reminder) => !(isGiven(reminder).delay && isGiven(reminder).time),
    message: 'RequestedSendTime must be null when DelayDays is set.',
  },
  {
    id: 'RM-4',
    key: 'DelayDays',
    holds: (reminder) => !(isGiven(reminder).delay && isGiven(reminder).time),
    message: 'DelayDays must be null when RequestedSendTime is set.',
  },
  {
    id: 'RM-5',
    key: 'RequestedSendTime',
    holds: ({ requestedSendTime }) => requestedSendTime === undefined || hasZone(requestedSendTime),
    message: 'The RequestedSendTime must have specified a time zone.',
  },
  {
    id: 'RM-6',
    key: 'RequestedSendTime',
    holds: ({ requestedSendTime }, { now }) => requestedSendTime === undefined || requestedSendTime >= now,
    message: 'RequestedSendTime must be greater than or equal to the current UTC time.',
  },
  ...conditionEndpointRules,
  {
    id: 'own-latest-reminder',
    key: 'DelayDays',
    holds: ({ delayDays = 0 }, { now, request }) =>
      afterDays(request.requestedSendTime ?? now, delayDays) <= limits.latestSendTime,
    message: 'DelayDays must not lead beyond the year 9999.',
  },
])
