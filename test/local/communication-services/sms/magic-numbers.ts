import { serverError, throttled, unavailable, type Refusal } from '../answer.ts'

/** What a delivery report says: status, and details that begin with a code of the service if it has one. */
export interface SmsOutcome {
  readonly status: 'Delivered' | 'Failed' | 'Expired'
  readonly details: string
}

/** The result of one recipient in an answer that is 202 as a whole. */
export interface RecipientRefusal {
  readonly httpStatusCode: number
  readonly errorMessage: string
}

export interface MagicNumber {
  /** For the page and the documentation. */
  readonly means: string
  /** Left out, one that says Delivered. */
  readonly reports?: readonly SmsOutcome[]
  /** `early`: before the call is answered. `timeout`: when the time that the call set for the report has passed. */
  readonly reported?: 'early' | 'timeout' | { afterSeconds: number }
  /** Such numbers of one call are reported from the last to the first. */
  readonly reversed?: boolean
  /** What becomes of this recipient alone. */
  readonly refused?: { with: RecipientRefusal; times: number }
  /** What becomes of the whole call, before anybody in it is accepted. */
  readonly callRefused?: { with: Refusal | 'connection reset' | 'no answer'; times: number }
  /** What the caller sees of a call that has been accepted. */
  readonly answer?: 'connection reset' | 'no answer' | 'server error' | 'left out'
}

const delivered: SmsOutcome = { status: 'Delivered', details: '2000: No Error' }
const expired: SmsOutcome = { status: 'Expired', details: 'No answer of the carrier within the time for the report' }
const failed = (details: string): SmsOutcome => ({ status: 'Failed', details })

const unreachable = failed('4006: The recipient is unreachable')
export const invalidTo: RecipientRefusal = { httpStatusCode: 400, errorMessage: 'Invalid To phone number format.' }
const notAllowed = { httpStatusCode: 403, errorMessage: 'The sender may not send to this destination.' }
const recipientThrottled = { httpStatusCode: 429, errorMessage: 'TooManyRequests' }
const recipientUnavailable = { httpStatusCode: 503, errorMessage: 'ServiceUnavailable' }
const recipientFailed = { httpStatusCode: 500, errorMessage: 'InternalServerError' }

const always = Infinity

/**
 * Behaviours of the numbers +47 999 BB SSS, by BB. Whatever stands at SSS tells recipients apart that behave alike: a
 * thousand for each. Counts (`times`) are kept for each number, and begin anew once it has been accepted. Any other
 * number, and any BB that is not here, is delivered. All of them are valid Norwegian mobile numbers.
 */
export const magicNumbers: Readonly<Record<string, MagicNumber>> = {
  '00': { means: 'is delivered, as is any other number' },

  10: { reports: [unreachable], means: 'is reported as failed: 4006, unreachable' },
  11: {
    reports: [failed('4005: Blocked by the carrier')],
    means: 'is reported as failed: 4005, barred by the carrier',
  },
  12: { reports: [failed('4007: The recipient has opted out')], means: 'is reported as failed: 4007, opted out' },
  13: { reports: [failed('4001: Invalid From number')], means: 'is reported as failed: 4001, rejected for its sender' },
  14: { reports: [failed('4004: The To number does not exist')], means: 'is reported as failed: 4004, no such number' },
  15: { reports: [failed('4003: Unsupported destination')], means: 'is reported as failed: 4003, as a landline is' },
  16: { reports: [failed('4000: Blocked as fraud')], means: 'is reported as failed: 4000, rejected as fraud' },
  17: { reports: [failed('4009: Rejected by the entitlement system')], means: 'is reported as failed: 4009, rejected' },
  18: { reports: [failed('5000: Contact support')], means: 'is reported as failed: 5000' },
  19: { reports: [failed('5001: Temporarily unavailable')], means: 'is reported as failed: 5001' },
  20: { reports: [failed('5002: No reports from the carrier')], means: 'is reported as failed: 5002, outcome unknown' },
  21: { reports: [failed('9999: Unknown')], means: 'is reported as failed: 9999' },
  22: { reports: [failed('No details')], means: 'is reported as failed, without a code' },
  23: {
    reports: [expired],
    reported: 'timeout',
    means: 'is reported as expired when deliveryReportTimeoutInSeconds has passed, at once if the call sets none',
  },

  30: { reports: [], means: 'is never reported' },
  31: { reported: { afterSeconds: 10 }, means: 'is reported as delivered after ten seconds' },
  32: { reported: { afterSeconds: 3600 }, means: 'is reported as delivered after an hour' },
  33: { reports: [delivered, delivered], means: 'is reported as delivered in two events with different ids' },
  34: { reports: [delivered, unreachable], means: 'is reported as delivered, then as failed (4006)' },
  35: { reports: [unreachable, delivered], means: 'is reported as failed (4006), then as delivered' },
  36: { reported: 'early', means: 'is reported as delivered before the call is answered' },
  37: { reports: [unreachable], reported: 'early', means: 'is reported as failed (4006) before the call is answered' },
  38: { reversed: true, means: 'several of them in one call are reported as delivered, the last one first' },
  39: {
    reversed: true,
    reported: 'early',
    means: 'several of them in one call are reported as delivered before it is answered, the last one first',
  },

  50: { refused: { with: invalidTo, times: always }, means: 'is refused alone: 400, invalid To' },
  51: { refused: { with: notAllowed, times: always }, means: 'is refused alone: 403, destination not allowed' },
  52: { refused: { with: recipientThrottled, times: 1 }, means: 'is refused alone, once: 429' },
  53: { refused: { with: recipientUnavailable, times: 1 }, means: 'is refused alone, once: 503' },
  54: { refused: { with: recipientFailed, times: 1 }, means: 'is refused alone, once: 500' },
  55: { refused: { with: recipientThrottled, times: always }, means: 'is refused alone, always: 429' },

  70: { callRefused: { with: throttled(1), times: 1 }, means: 'has the call refused once: 429 with Retry-After 1' },
  71: { callRefused: { with: throttled(2), times: 3 }, means: 'has the call refused three times: 429, Retry-After 2' },
  72: {
    callRefused: { with: throttled(undefined), times: 1 },
    means: 'has the call refused once: 429, no Retry-After',
  },
  73: {
    callRefused: { with: throttled(60), times: always },
    means: 'has the call refused always: 429, Retry-After 60',
  },
  74: { callRefused: { with: unavailable, times: 1 }, means: 'has the call refused once: 503' },
  75: { callRefused: { with: serverError, times: 1 }, means: 'has the call answered 500 once, nobody accepted' },
  76: { callRefused: { with: 'connection reset', times: 1 }, means: 'loses the connection once, nobody accepted' },
  77: { callRefused: { with: 'no answer', times: 1 }, means: 'gets no answer once, nobody accepted' },

  80: { answer: 'connection reset', means: 'is accepted, then the connection is lost' },
  81: { answer: 'no answer', means: 'is accepted, but no answer ever comes' },
  82: { answer: 'server error', means: 'is accepted, but the call is answered 500' },
  83: { answer: 'left out', means: 'is accepted, but left out of the answer' },
  84: { answer: 'connection reset', reports: [], means: 'is accepted, the connection is lost, and no report comes' },
  85: {
    answer: 'connection reset',
    reports: [unreachable],
    reported: 'early',
    means: 'is accepted and reported as failed (4006), then the connection is lost',
  },
}

const grammar = /^\+47999(\d\d)\d{3}$/

/** Undefined for a number that has no magic and is delivered. */
export const magicNumberOf = (number: string): MagicNumber | undefined => magicNumbers[grammar.exec(number)?.[1] ?? '']

/** The outcomes of its reports, in order. */
export const outcomesOf = ({ reports }: Pick<MagicNumber, 'reports'>): readonly SmsOutcome[] => reports ?? [delivered]
