import type * as z from 'zod'
import { noFailures } from '../../../src/functions/http/door/failures.ts'
import { validated } from '../../../src/functions/http/door/validated.ts'

/** The moment at which the requests of these tests are judged. */
const now = new Date('2026-05-04T12:00:00.000Z')

/** What a body is read as, and the errors that are reported about it. */
export function judge<Schema extends z.ZodType>(schema: Schema, body: unknown, parameter = 'request') {
  const failures = noFailures()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const value = validated(text, { schema, parameter }, { failures, now }) as z.output<Schema>
  return { value, errors: Object.fromEntries(failures.byKey) }
}

export const errorsOf = (schema: z.ZodType, body: unknown, parameter?: string) => judge(schema, body, parameter).errors
