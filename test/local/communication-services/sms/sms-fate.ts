import type { AcceptedSms, Repeatability } from './accepted-sms.ts'
import { invalidTo, magicNumberOf, type RecipientRefusal } from './magic-numbers.ts'
import { judgeRepeatability, type RepeatableSettings } from './repeatability.ts'
import type { SmsCall, SmsRecipient } from './sms-call.ts'
import type { SmsStore } from './sms-store.ts'

/** What becomes of one recipient of a call that is not refused as a whole. */
export type Fate = NewRecipient | RepeatedRecipient | RefusedRecipient

interface Judged {
  readonly to: string
  /** Absent if the recipient came without a repeatability pair. */
  readonly repeatabilityResult: 'accepted' | 'rejected' | undefined
}

export interface NewRecipient extends Judged {
  readonly is: 'new'
  readonly repeatability: Repeatability | undefined
}

interface RepeatedRecipient extends Judged {
  readonly is: 'repeat'
  readonly of: AcceptedSms
}

interface RefusedRecipient extends Judged {
  readonly is: 'refused'
  readonly with: RecipientRefusal
}

const e164 = /^\+[1-9]\d{6,14}$/

export const isNew = (fate: Fate) => fate.is === 'new'

export function fateOf(settings: RepeatableSettings, call: SmsCall, recipient: SmsRecipient): Fate {
  const { to } = recipient
  const judged = judgeRepeatability(settings, call, recipient)
  if ('rejected' in judged) return { is: 'refused', to, with: judged.rejected, repeatabilityResult: 'rejected' }
  if ('earlier' in judged) return { is: 'repeat', to, of: judged.earlier, repeatabilityResult: 'accepted' }
  const repeatabilityResult = judged.pair === undefined ? undefined : 'accepted'
  const refusal = refusedAlone(settings.store, to)
  if (refusal !== undefined) return { is: 'refused', to, with: refusal, repeatabilityResult }
  return { is: 'new', to, repeatability: judged.pair, repeatabilityResult }
}

function refusedAlone(store: SmsStore, to: string): RecipientRefusal | undefined {
  if (!e164.test(to)) return invalidTo
  return dueRefusal(store, to, magicNumberOf(to)?.refused)
}

/** What the first recipient that wants the whole call refused wants it refused with; counted for that one alone. */
export function callRefusal(store: SmsStore, recipients: readonly NewRecipient[]) {
  for (const { to } of recipients) {
    const refusal = dueRefusal(store, to, magicNumberOf(to)?.callRefused)
    if (refusal === undefined) continue
    store.refuse(to)
    return refusal
  }
  return undefined
}

const dueRefusal = <With>(store: SmsStore, to: string, refusal: { with: With; times: number } | undefined) =>
  refusal !== undefined && store.refusals(to) < refusal.times ? refusal.with : undefined
