import { RestError } from '@azure/core-rest-pipeline'
import { TransientFault } from '../../domain/faults.ts'

/** HTTP status of a table error, single or in a transaction; undefined when no answer came. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof RestError ? error.statusCode : undefined

const isMissingTable = (error: unknown) =>
  error instanceof RestError && JSON.stringify([error.code, error.details]).includes('TableNotFound')

const transientStatuses = new Set([408, 429, 500, 502, 503, 504])

/** It took too long; or our identity gave no token, so there was no request. */
const neverAnswered = /^AbortError$|^(Aggregate)?Authentication|^CredentialUnavailable/

/** Names what an error of the store means to us. No answer, or a busy store, may pass; anything else is a bug. */
const translated = (error: unknown): unknown =>
  hasNoAnswer(error) || isMissingTable(error) ? new TransientFault('TABLES_UNAVAILABLE', { cause: error }) : error

function hasNoAnswer(error: unknown): boolean {
  if (!(error instanceof RestError)) return error instanceof Error && neverAnswered.test(error.name)
  const { statusCode: status } = error
  // A good answer that cannot be read is none.
  return status === undefined || status < 400 || transientStatuses.has(status)
}

/**
 * Runs one request. `expected` gives the statuses that are answers, not errors.
 * @throws TransientFault when the store cannot serve
 */
export async function request<Value, Answer = never>(
  run: () => Promise<Value>,
  expected: Readonly<Record<number, Answer>> = {},
): Promise<Value | Answer> {
  try {
    return await run()
  } catch (error) {
    const status = statusOf(error)
    if (status !== undefined && status in expected && !isMissingTable(error)) return expected[status] as Answer
    throw translated(error)
  }
}
