import { RestError } from '@azure/core-rest-pipeline'
import { TransientFault } from '../../domain/faults.ts'

/** HTTP status of a table error, single or in a transaction; undefined when no answer came. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof RestError ? error.statusCode : undefined

const isMissingTable = (error: unknown) =>
  error instanceof RestError && JSON.stringify([error.code, error.details]).includes('TableNotFound')

const transientStatuses = new Set([408, 429, 500, 502, 503, 504])

/** Names what an error of the store means to us. No answer, or a busy store, may pass; anything else is a bug. */
function translated(error: unknown): unknown {
  const status = statusOf(error)
  const isTooLate = error instanceof Error && error.name === 'AbortError'
  const noAnswer = isTooLate || (error instanceof RestError && status === undefined)
  if (noAnswer || (status !== undefined && transientStatuses.has(status)) || isMissingTable(error)) {
    return new TransientFault('TABLES_UNAVAILABLE', { cause: error })
  }
  return error
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
