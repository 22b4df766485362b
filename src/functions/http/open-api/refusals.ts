import { CodedProblem, ValidationProblem } from '../door/problems.ts'
import type { Route } from '../door/route.ts'
import type { Shapes } from './shapes.ts'

const statuses = {
  400: 'Invalid',
  401: 'Unknown',
  403: 'Forbidden',
  413: 'TooLarge',
  415: 'OtherContentType',
  503: 'Unavailable',
} as const

type Door = Pick<Route, 'path' | 'policy' | 'body' | 'query' | 'headers' | 'consumesJson'>

/** What the door refuses before the route is asked, and what every route says when the store cannot be reached. */
export function refusalsOf(door: Door): Record<string, object> {
  const { policy, consumesJson, body } = door
  const refused: (keyof typeof statuses)[] = []
  if (takesInput(door)) refused.push(400)
  if (policy !== undefined) refused.push(401, 403, 503)
  if (body !== undefined) refused.push(413)
  if (consumesJson === true) refused.push(415)
  return Object.fromEntries(refused.map((status) => [status, { $ref: `#/components/responses/${statuses[status]}` }]))
}

const takesInput = ({ path, body, query, headers }: Door) =>
  [body, query, headers].some((input) => input !== undefined) || path.includes('{id}')

/** The refusals that the operations refer to. */
export function refusals(shapes: Shapes): Record<string, object> {
  const json = (schema: typeof ValidationProblem | typeof CodedProblem) => ({
    'application/json': { schema: shapes.refer(schema, 'output') },
  })
  return {
    Invalid: {
      description: 'The request is not as it should be; all that is wrong is listed.',
      content: json(ValidationProblem),
    },
    Unknown: { description: 'The caller has not shown who it is.' },
    Forbidden: { description: 'The caller has no right to this, or no organisation to do it for.' },
    TooLarge: { description: 'The body is larger than is taken.' },
    OtherContentType: { description: 'The content type is not JSON.' },
    Unavailable: {
      description: 'Something this needs cannot be reached; try again.',
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
      content: json(CodedProblem),
    },
  }
}
