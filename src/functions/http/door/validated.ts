import type * as z from 'zod'
import { reportBroken } from './broken-rules.ts'
import { describe } from './description.ts'
import { report, type Failures } from './failures.ts'
import { JsonFailure } from './json-text.ts'
import { readJson } from './read-json.ts'
import { reportMissing } from './required-members.ts'

/** A request body that a route asks for. */
export interface JsonBody<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema
  /** What the reference calls the body: an error key when it cannot be read. */
  readonly parameter: string
  /** 30 million unless it says otherwise. */
  readonly limitBytes?: number
}

export interface Reading {
  readonly failures: Failures
  readonly now: Date
}

/**
 * Reads and validates a body in three layers, each of which stops the next: what is not JSON of the declared shape,
 * what is missing, what breaks a rule. The value is good only if nothing was reported.
 */
export function validated(text: string, body: JsonBody, { failures, now }: Reading): unknown {
  const description = describe(body.schema)
  const value = attempt(() => (text === '' ? undefined : readJson(text, description)) ?? noBody())
  if (value instanceof JsonFailure) reportUnreadable(failures, value, body)
  else reportMissing(failures, description, value)
  if (failures.count === 0) reportBroken(failures, description, { now, request: value })
  return value
}

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof JsonFailure) return failure
    throw failure
  }
}

const noBody = () => new JsonFailure('', 'A non-empty request body is required.')

export function reportUnreadable(
  failures: Failures,
  { path, message }: JsonFailure,
  { parameter }: JsonBody,
): undefined {
  report(failures, path, message)
  report(failures, parameter, `The ${parameter} field is required.`)
}
