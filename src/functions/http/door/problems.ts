import * as z from 'zod'
import { named } from './shape.ts'

/** What problems of every kind may say (RFC 9457); the reference declares `detail` and `instance`, and never uses them. */
const problem = {
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  traceId: z.string().optional(),
}

/** What is wrong with a request, by the path of C# names (or the JSON path) of what it is about. */
export const ValidationProblem = named(
  'ValidationProblem',
  z.object({ ...problem, errors: z.record(z.string(), z.array(z.string())) }),
)
export type ValidationProblem = z.output<typeof ValidationProblem>

/** A problem that callers tell by its code. */
export const CodedProblem = named(
  'CodedProblem',
  z.object({
    ...problem,
    code: z.enum(['NOT-00001', 'NOT-00002', 'NOT-00003', 'NOT-00004']),
    statusDescription: z.string().optional(),
  }),
)
export type CodedProblem = z.output<typeof CodedProblem>

export const PlainProblem = named('PlainProblem', z.object(problem))
export type PlainProblem = z.output<typeof PlainProblem>
