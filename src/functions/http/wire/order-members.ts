import { isPublicHttpUri } from '../../../domain/addresses/condition-endpoint.ts'
import { hasZone } from '../door/date-time.ts'
import type { Rule } from '../door/rule.ts'
import { dateTime, flag, optional, text, unset, uri } from '../door/shape.ts'
import { limits } from './limits.ts'
import { resourceActionRules } from './resource-action.ts'

/** What the three older routes for orders have in common. */
export const orderMembers = {
  sendersReference: optional(text()),
  requestedSendTime: unset(dateTime()),
  conditionEndpoint: optional(uri()),
  ignoreReservation: optional(flag()),
  resourceId: optional(text()),
  resourceAction: optional(text()),
}

interface Order {
  readonly recipients: readonly unknown[]
  readonly requestedSendTime?: Date | undefined
  readonly conditionEndpoint?: string | undefined
  readonly resourceId?: string | undefined
  readonly resourceAction?: string | undefined
}

/** How far a caller's clock may be behind. */
const toleranceMs = 5 * 60_000

export const orderRules: readonly Rule<Order>[] = [
  {
    id: 'V1-1',
    key: 'RequestedSendTime',
    holds: ({ requestedSendTime }) => requestedSendTime === undefined || hasZone(requestedSendTime),
    message: 'The requested send time value must have specified a time zone.',
  },
  {
    id: 'V1-2',
    key: 'RequestedSendTime',
    holds: ({ requestedSendTime }, { now }) =>
      requestedSendTime === undefined || requestedSendTime.getTime() >= now.getTime() - toleranceMs,
    message: 'Send time must be in the future. Leave blank to send immediately.',
  },
  {
    id: 'V1-3',
    key: 'ConditionEndpoint',
    holds: ({ conditionEndpoint }) => conditionEndpoint === undefined || isPublicHttpUri(conditionEndpoint),
    message: 'The condition endpoint must be a valid URL.',
  },
  ...resourceActionRules('V1-4', 'V1-5'),
  {
    id: 'own-recipients',
    key: 'Recipients',
    holds: ({ recipients }) => recipients.length <= limits.recipients,
    message: `An order may have at most ${limits.recipients} recipients.`,
  },
]

/** V1-12; the recipients have rules of their own. */
export const someRecipient = {
  id: 'V1-12',
  key: 'Recipients',
  message: 'One or more recipient is required.',
} as const
