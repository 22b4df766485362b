import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** What goes back to the caller: a response, one that goes on, or one of the two ways in which none does. */
export type Answer = Response | { readonly stream: (to: ServerResponse) => void } | 'connection reset' | 'no answer'

interface Response {
  readonly status: number
  readonly headers?: OutgoingHttpHeaders
  /** Sent as JSON, unless it is a buffer. */
  readonly body?: unknown
}

/** The service's refusal of a request; thrown by whoever finds the reason, translated by the server. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
  /** The property at fault. */
  readonly target?: string | undefined
  /** Left out, no Retry-After is sent. */
  readonly retryAfterSeconds?: number | undefined
}

export class RefusalError extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

export const badRequest = (message: string, target?: string) =>
  new RefusalError({ status: 400, code: 'BadRequest', message, target })

export const denied = () =>
  new RefusalError({ status: 401, code: 'Denied', message: 'Denied by the resource provider.' })

export const notFound = (message: string) => new RefusalError({ status: 404, code: 'NotFound', message })

export const throttled = (retryAfterSeconds: number | undefined): Refusal => ({
  status: 429,
  code: 'TooManyRequests',
  message: 'Too many requests were made in the given time. Please retry later.',
  retryAfterSeconds,
})

export const unavailable: Refusal = { status: 503, code: 'ServiceUnavailable', message: 'The service is unavailable.' }

export const serverError: Refusal = { status: 500, code: 'InternalServerError', message: 'The service has failed.' }

export const tooLarge: Refusal = {
  status: 413,
  code: 'RequestEntityTooLarge',
  message: 'The request is larger than 10 MB.',
}

/** The error envelope of the service. */
export function refusalAnswer({ status, code, message, target, retryAfterSeconds }: Refusal): Answer {
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return {
    status,
    headers: { 'x-ms-error-code': code, ...retryAfter },
    body: { error: { code, message, target, details: [], additionalInfo: [] } },
  }
}
