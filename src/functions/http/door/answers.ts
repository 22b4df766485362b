import type { HttpResponseInit } from '@azure/functions'
import type { Failures } from './failures.ts'
import type { CodedProblem, PlainProblem, ValidationProblem } from './problems.ts'

export type Headers = Readonly<Record<string, string>>

export const json = (status: number, value: unknown, headers: Headers = {}): HttpResponseInit => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

/** Neither body nor content type. */
export const empty = (status: number, headers: Headers = {}): HttpResponseInit => ({ status, headers })

export const invalid = (failures: Failures, traceId: string): HttpResponseInit =>
  json(400, {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'One or more validation errors occurred.',
    status: 400,
    errors: Object.fromEntries(failures.byKey),
    traceId,
  } satisfies ValidationProblem)

const coded = {
  'NOT-00001': [422, 'Missing contact information for recipient(s)', 'Unprocessable Entity'],
  'NOT-00002': [
    499,
    'The client disconnected or cancelled the request before the server could complete processing',
    'Client Closed Request',
  ],
  'NOT-00003': [404, 'Shipment not found', 'Not Found'],
  'NOT-00004': [503, 'A temporary network failure occurred', 'Service Unavailable'],
} as const satisfies Record<CodedProblem['code'], unknown>

/** A problem with a code of its own. */
export function problem(code: CodedProblem['code'], traceId: string, headers?: Headers): HttpResponseInit {
  const [status, title, statusDescription] = coded[code]
  const body: CodedProblem = { type: `urn:altinn:error:${code}`, title, status, code, traceId, statusDescription }
  return json(status, body, headers)
}

const plain = {
  404: ['https://tools.ietf.org/html/rfc9110#section-15.5.5', 'Not Found'],
  409: ['https://tools.ietf.org/html/rfc9110#section-15.5.10', 'Conflict'],
  415: ['https://tools.ietf.org/html/rfc9110#section-15.5.16', 'Unsupported Media Type'],
} as const

/** A problem that its status says all about. */
export function plainProblem(status: keyof typeof plain, traceId: string): HttpResponseInit {
  const [type, title] = plain[status]
  return json(status, { type, title, status, traceId } satisfies PlainProblem)
}
