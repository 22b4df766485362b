import { isRestError, type RestError } from '@azure/core-rest-pipeline'
import type { Result } from '../../domain/notification.ts'
import type { Dispatch } from '../../use-cases/courier-ports.ts'

/** Our identity gave no token, so there was no request. */
const withoutToken = /^(Aggregate)?Authentication|^CredentialUnavailable/
/** Errors of the network that can only come before the request has left. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
/** These say something about us, not about the recipient: an operator mends them, and the message goes out then. */
const oursToMend = new Set([401, 403, 404, 408])

const pauseSeconds = { throttled: 10, unreachable: 5, oursToMend: 60 }

type NotAccepted = Exclude<Dispatch, { outcome: 'accepted' }>

/** What a definite refusal says of the message or its recipient. */
type Refusal = (error: RestError) => Result

/**
 * What an error of a call that should have sent something means.
 * Codes and status numbers per https://learn.microsoft.com/rest/api/communication
 */
export function dispatchOf(error: unknown, refusal: Refusal): NotAccepted {
  // Not by `instanceof`: an SDK in CommonJS brings another class of the same name.
  if (!isRestError(error)) return withoutRequest(error instanceof Error ? error.name : 'UNKNOWN')
  return error.statusCode === undefined ? withoutAnswer(error) : withAnswer(error, error.statusCode, refusal)
}

const withoutRequest = (code: string): NotAccepted =>
  withoutToken.test(code)
    ? { outcome: 'deferred', seconds: pauseSeconds.oursToMend, code }
    : { outcome: 'unknown', code }

function withAnswer(error: RestError, status: number, refusal: Refusal): NotAccepted {
  const code = error.code ?? String(status)
  if (isThrottled(status)) {
    return { outcome: 'deferred', seconds: retryAfterSeconds(error) ?? pauseSeconds.throttled, code }
  }
  if (oursToMend.has(status)) return { outcome: 'deferred', seconds: pauseSeconds.oursToMend, code }
  if (isUnclear(error, status)) return { outcome: 'unknown', code }
  return { outcome: 'refused', result: refusal(error), code }
}

interface RecipientRefusal {
  readonly status: number
  /** The service knows of an earlier attempt, and does not say what became of it. */
  readonly isKnown: boolean
  readonly result: Result
}

/** What the answer to a call that was taken says of a recipient who was not. */
export function dispatchOfRecipient({ status, isKnown, result }: RecipientRefusal): NotAccepted {
  const code = String(status)
  if (isThrottled(status)) return { outcome: 'deferred', seconds: pauseSeconds.throttled, code }
  return isKnown || saysNothing(status) ? { outcome: 'unknown', code } : { outcome: 'refused', result, code }
}

function withoutAnswer({ code = 'NO_ANSWER' }: RestError): NotAccepted {
  return neverLeft.has(code)
    ? { outcome: 'deferred', seconds: pauseSeconds.unreachable, code }
    : { outcome: 'unknown', code }
}

const isThrottled = (status: number) => status === 429 || status === 503

/**
 * The service broke down over it; or it knows the operation already, perhaps with another body; or it took it and
 * said so in words that cannot be read.
 */
const saysNothing = (status: number) => status >= 500 || status === 409 || status < 400
const isUnclear = ({ message }: RestError, status: number) =>
  saysNothing(status) || (status === 400 && /operation[- ]?id/i.test(message))

/** Seconds, or a date; undefined when the header is missing or makes no sense. */
export function retryAfterSeconds({ response }: RestError): number | undefined {
  const header = response?.headers.get('retry-after')
  if (header === undefined || header === '') return undefined
  const seconds = Number.isNaN(Number(header)) ? (Date.parse(header) - Date.now()) / 1000 : Number(header)
  return Number.isFinite(seconds) ? Math.max(1, seconds) : undefined
}
