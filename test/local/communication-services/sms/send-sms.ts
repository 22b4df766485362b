import { refusalAnswer, serverError, type Answer } from '../answer.ts'
import type { Route } from '../service-request.ts'
import { acceptSms, type AcceptSms } from './accept-sms.ts'
import { magicNumberOf } from './magic-numbers.ts'
import { readSmsCall, type SmsCall } from './sms-call.ts'
import { callRefusal, fateOf, isNew, type Fate, type NewRecipient } from './sms-fate.ts'

export interface SendSms extends AcceptSms {
  /** How long after its first-sent date a request may be repeated. */
  readonly windowSeconds: number
  /** Throws the service's 429 when so many recipients more are too many. */
  readonly checkQuota: (recipients: number) => void
}

/** `POST /sms`: accepts one SMS for each recipient, or does what the recipients' numbers ask for. */
export const sendSms = (deps: SendSms): Route => ({
  name: 'send-sms',
  method: 'POST',
  path: /^\/sms$/,
  handle({ body }) {
    const read = readSmsCall(body)
    if ('problem' in read) return read.problem
    deps.checkQuota(read.call.smsRecipients.length)
    return answerTo(deps, read.call)
  },
})

async function answerTo(deps: SendSms, call: SmsCall): Promise<Answer> {
  const fates = call.smsRecipients.map((recipient) => fateOf(deps, call, recipient))
  const fresh = fates.filter(isNew)
  const refusal = callRefusal(deps.store, fresh)
  if (refusal !== undefined) return typeof refusal === 'string' ? refusal : refusalAnswer(refusal)
  for (const fate of fates) {
    if (fate.is === 'repeat') deps.store.repeat(fate.of.messageId)
    if (fate.is === 'refused') deps.store.refuse(fate.to)
  }
  const messageIds = await acceptSms(deps, call, fresh)
  const ids = new Map<Fate, string>(fresh.map((recipient, index) => [recipient, messageIds[index] ?? '']))
  return brokenAnswer(fresh) ?? { status: 202, body: { value: fates.flatMap((fate) => resultOf(fate, ids)) } }
}

function brokenAnswer(accepted: readonly NewRecipient[]): Answer | undefined {
  const wanted = accepted.map(({ to }) => magicNumberOf(to)?.answer)
  const broken = wanted.find((answer) => answer !== undefined && answer !== 'left out')
  return broken === 'server error' ? refusalAnswer(serverError) : broken
}

function resultOf(fate: Fate, messageIds: ReadonlyMap<Fate, string>): object[] {
  const { to, is, repeatabilityResult } = fate
  if (is === 'refused') return [{ to, ...fate.with, repeatabilityResult, successful: false }]
  if (is === 'new' && magicNumberOf(to)?.answer === 'left out') return []
  const messageId = is === 'repeat' ? fate.of.messageId : messageIds.get(fate)
  return [{ to, messageId, httpStatusCode: 202, repeatabilityResult, successful: true }]
}
