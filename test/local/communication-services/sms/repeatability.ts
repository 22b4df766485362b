import type { AcceptedSms, Repeatability } from './accepted-sms.ts'
import type { RecipientRefusal } from './magic-numbers.ts'
import type { SmsCall, SmsRecipient } from './sms-call.ts'
import type { SmsStore } from './sms-store.ts'

/** What a recipient's repeatability pair says of it: never seen, accepted earlier, or not acceptable. */
type Judgement =
  | { readonly pair: Repeatability | undefined }
  | { readonly earlier: AcceptedSms }
  | { readonly rejected: RecipientRefusal }

export interface RepeatableSettings {
  readonly store: SmsStore
  /** How long after its first-sent date a request may be repeated. */
  readonly windowSeconds: number
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** IMF-fixdate of RFC 9110, as the service asks for it. */
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

const rejected = (httpStatusCode: number, errorMessage: string) => ({ rejected: { httpStatusCode, errorMessage } })

/**
 * The table of https://learn.microsoft.com/rest/api/communication/repeatable-requests, for each recipient: what is
 * malformed or asks for something else is a 400; what was first sent outside the tracked time a 412, new or not. Only
 * what was accepted is answered from memory: what was refused is tried again.
 */
export function judgeRepeatability(settings: RepeatableSettings, call: SmsCall, recipient: SmsRecipient): Judgement {
  if (recipient.repeatabilityRequestId === undefined && recipient.repeatabilityFirstSent === undefined)
    return { pair: undefined }
  const pair = readPair(recipient)
  if ('rejected' in pair) return pair
  if (!isTracked(settings, pair)) return rejected(412, 'The first-sent date is outside the tracked time.')
  const earlier = settings.store.findRepeatable(pair.requestId)
  if (earlier === undefined) return { pair }
  return isSame(earlier, call, { to: recipient.to, pair })
    ? { earlier }
    : rejected(400, 'The repeatability id was used with another request.')
}

function readPair({ repeatabilityRequestId: id = '', repeatabilityFirstSent: firstSent = '' }: SmsRecipient) {
  if (!uuid.test(id)) return rejected(400, 'The repeatability id is not a UUID.')
  if (!imfFixdate.test(firstSent)) return rejected(400, 'The first-sent date is invalid.')
  return { requestId: id.toLowerCase(), firstSent }
}

/** By the machine's clock: repeats are about connections that broke, not about the time that orders speak of. */
const isTracked = ({ windowSeconds }: RepeatableSettings, { firstSent }: Repeatability) =>
  Math.abs(Date.now() - Date.parse(firstSent)) <= windowSeconds * 1000

const isSame = (earlier: AcceptedSms, call: SmsCall, { to, pair }: { to: string; pair: Repeatability }) =>
  earlier.to === to &&
  earlier.repeatability?.firstSent === pair.firstSent &&
  earlier.from === call.from &&
  earlier.message === call.message &&
  earlier.tag === call.smsSendOptions.tag
