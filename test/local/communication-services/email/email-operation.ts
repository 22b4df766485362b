import { notFound } from '../answer.ts'
import type { ChannelSettings } from '../channel.ts'
import type { Route } from '../service-request.ts'
import type { AcceptedEmail } from './accepted-email.ts'
import { recipientsOf } from './email-message.ts'
import { planOf } from './email-plan.ts'
import type { EmailStore } from './email-store.ts'

interface OperationStatus {
  readonly status: 'Running' | 'Succeeded' | 'Failed'
  readonly error: { code: string; message: string } | null
}

const failures = {
  fails: { code: 'EmailDropped', message: 'Message dropped after several attempts' },
  'all suppressed': {
    code: 'EmailDroppedAllRecipientsSuppressed',
    message: 'Message dropped because all recipients were suppressed',
  },
}

/** `GET /emails/operations/{id}`: the status of the operation, which says nothing of the delivery. */
export const getEmailOperation = ({ store, ...settings }: ChannelSettings & { store: EmailStore }): Route => ({
  name: 'get-email-operation',
  method: 'GET',
  path: /^\/emails\/operations\/[^/]+$/,
  handle({ path }) {
    const id = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
    const email = store.find(id)
    const operation = email && operationOf(email, settings)
    if (operation === undefined) throw notFound(`The operation ${id} was not found.`)
    return {
      status: 200,
      headers: operation.status === 'Running' ? { 'retry-after': '1' } : {},
      body: { id, ...operation },
    }
  },
})

/** Undefined while the service does not know its own operation. */
export function operationOf(
  email: AcceptedEmail,
  { clock, reportDelayMs }: ChannelSettings,
): OperationStatus | undefined {
  const plan = planOf(recipientsOf(email))
  const ageMs = clock.now().getTime() - Date.parse(email.acceptedAt)
  if (ageMs < plan.forgottenSeconds * 1000) return undefined
  if (ageMs < reportDelayMs) return { status: 'Running', error: null }
  const error = failureOf(email)
  return error === undefined ? { status: 'Succeeded', error: null } : { status: 'Failed', error }
}

/** Why the operation fails; undefined if it succeeds. */
export function failureOf(email: AcceptedEmail): OperationStatus['error'] | undefined {
  const { operation } = planOf(recipientsOf(email))
  return operation === 'succeeds' ? undefined : failures[operation]
}
