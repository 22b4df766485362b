import { badRequest, RefusalError, refusalAnswer, serverError, type Answer } from '../answer.ts'
import type { FaultSwitches } from '../faults.ts'
import type { Route, ServiceRequest } from '../service-request.ts'
import { contentHashOf } from '../signature.ts'
import { acceptEmail, type AcceptEmail } from './accept-email.ts'
import type { AcceptedEmail } from './accepted-email.ts'
import { readEmailMessage, recipientsOf, type EmailMessage } from './email-message.ts'
import { planOf, refusalOf } from './email-plan.ts'

/** `POST /emails:send`: accepts an e-mail, or does what its recipients' addresses ask for. */
export const sendEmail = (deps: AcceptEmail): Route => ({
  name: 'send-email',
  method: 'POST',
  path: /^\/emails:send$/,
  handle(request) {
    const operationId = operationIdOf(request)
    const message = readEmailMessage(request.body)
    const known = operationId === undefined ? undefined : deps.store.find(operationId)
    if (known === undefined) return firstSend(deps, request, { message, operationId })
    deps.store.repeat(known.operationId)
    checkRepeat(known, request, deps.faults)
    return accepted(known, request)
  },
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function operationIdOf({ headers }: ServiceRequest): string | undefined {
  const id = headers['operation-id']
  if (id === undefined) return undefined
  if (typeof id !== 'string' || !uuid.test(id)) throw badRequest('Operation-Id is not a UUID.', 'Operation-Id')
  return id.toLowerCase()
}

async function firstSend(
  deps: AcceptEmail,
  request: ServiceRequest,
  { message, operationId }: { message: EmailMessage; operationId: string | undefined },
): Promise<Answer> {
  const recipients = recipientsOf(message)
  const plan = planOf(recipients)
  const attempt = operationId ?? recipients.join()
  const refusal = refusalOf(plan, deps.store.refusals(attempt))
  if (refusal !== undefined) {
    deps.store.refuse(attempt)
    return typeof refusal === 'string' ? refusal : refusalAnswer(refusal)
  }
  const email = await acceptEmail(deps, { message, body: request.body, operationId, attempt, plan })
  if (plan.answer === 'server error') return refusalAnswer(serverError)
  return plan.answer ?? accepted(email, request)
}

/** The same body may come again and makes no second e-mail; another body under the same id is refused. */
function checkRepeat(
  { operationId, contentHash }: AcceptedEmail,
  { body }: ServiceRequest,
  faults: FaultSwitches,
): void {
  if (faults.repeatsConflict()) {
    const message = `The Operation-Id ${operationId} exists already.`
    throw new RefusalError({ status: 409, code: 'Conflict', message })
  }
  if (contentHashOf(body) !== contentHash)
    throw badRequest(`The Operation-Id ${operationId} was used with another request.`, 'Operation-Id')
}

const accepted = ({ operationId: id }: AcceptedEmail, { headers, query }: ServiceRequest): Answer => ({
  status: 202,
  headers: {
    'operation-location': `http://${headers.host ?? ''}/emails/operations/${id}?api-version=${query.get('api-version') ?? ''}`,
    'retry-after': '1',
  },
  body: { id, status: 'Running', error: null },
})
