import { isAbsoluteUri, isHttpUri } from '../../../domain/addresses/condition-endpoint.ts'
import { hasZone } from '../door/date-time.ts'
import type { Rule } from '../door/rule.ts'
import { dateTime, object, optional, text, unset, uri } from '../door/shape.ts'
import { limits } from './limits.ts'

const DialogportenIdentifiers = object('.DialogportenIdentifiersExt', {
  dialogId: optional(text()),
  transmissionId: optional(text()),
})

/** What chains and composed e-mail have in common besides their recipient. */
export const chainMembers = {
  idempotencyId: text(),
  sendersReference: optional(text()),
  requestedSendTime: unset(dateTime()),
  conditionEndpoint: optional(uri()),
  dialogportenAssociation: optional(DialogportenIdentifiers),
}

/** Also asked of instant orders. */
export const idempotencyIdLength: Rule<{ readonly idempotencyId: string }> = {
  id: 'own-idempotency-id',
  key: 'IdempotencyId',
  holds: ({ idempotencyId }) => idempotencyId.length <= limits.idempotencyIdCharacters,
  message: `IdempotencyId must be at most ${limits.idempotencyIdCharacters} characters long.`,
}

interface Conditional {
  readonly conditionEndpoint?: string | undefined
}

/** CH-3 and CH-4, which reminders share as RM-7. */
export const conditionEndpointRules: readonly Rule<Conditional>[] = [
  {
    id: 'CH-3',
    key: 'ConditionEndpoint',
    holds: ({ conditionEndpoint }) => conditionEndpoint === undefined || isAbsoluteUri(conditionEndpoint),
    message: 'ConditionEndpoint must be a valid absolute URI or null.',
  },
  {
    id: 'CH-4',
    key: 'ConditionEndpoint',
    holds: ({ conditionEndpoint = '' }) => !isAbsoluteUri(conditionEndpoint) || isHttpUri(conditionEndpoint),
    message: 'ConditionEndpoint must use http or https scheme.',
  },
]

interface Chain extends Conditional {
  readonly idempotencyId: string
  readonly requestedSendTime?: Date | undefined
}

/** CH-5 and CH-6 are reported as missing before any rule runs. */
export const chainRules: readonly Rule<Chain>[] = [
  {
    id: 'CH-1',
    key: 'RequestedSendTime',
    holds: ({ requestedSendTime }) => requestedSendTime === undefined || hasZone(requestedSendTime),
    message: 'The requested send time value must have specified a time zone.',
  },
  {
    id: 'CH-2',
    key: 'RequestedSendTime',
    holds: ({ requestedSendTime }, { now }) => requestedSendTime === undefined || requestedSendTime >= now,
    message: 'RequestedSendTime must be greater than or equal to now.',
  },
  ...conditionEndpointRules,
  idempotencyIdLength,
]
