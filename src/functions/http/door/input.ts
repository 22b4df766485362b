import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type * as z from 'zod'
import { empty, invalid } from './answers.ts'
import { reportBroken } from './broken-rules.ts'
import { describe } from './description.ts'
import { noFailures, report, type Failures } from './failures.ts'
import { parseGuid } from './guid.ts'
import { readForm, type FormBody } from './form-body.ts'
import { readJsonBody, type Body } from './json-body.ts'
import { bind, queryOf, type Lookup } from './parameters.ts'
import type { JsonBody, Reading } from './validated.ts'

/** Where a route finds its input. */
export interface InputSettings {
  readonly path: string
  readonly body?: JsonBody | FormBody
  readonly query?: z.ZodType
  readonly headers?: z.ZodType
}

export interface Input {
  readonly id: string
  readonly query: unknown
  readonly headers: unknown
  readonly body: unknown
}

/** Id, query, headers and body of a request, all valid; or the answer that says what is not. */
export async function readInput(
  settings: InputSettings,
  request: HttpRequest,
  visit: { readonly traceId: string; readonly now: Date },
): Promise<Input | { readonly refused: HttpResponseInit }> {
  const reading = { ...visit, failures: noFailures() }
  const id = readId(settings.path, request, reading.failures)
  if (id === undefined) return { refused: empty(404) }
  const query = readParameters(settings.query, queryOf(request.url), reading)
  const headers = readParameters(settings.headers, (name) => request.headers.get(name) ?? undefined, reading)
  const body = await readBodyOf(settings, request, reading)
  if ('refused' in body) return body
  if (reading.failures.count > 0) return { refused: invalid(reading.failures, reading.traceId) }
  return { id, query, headers, body: body.value }
}

/** Undefined: the path is not one of the route's. The host lets pass a few texts that are no GUID. */
function readId(path: string, { params }: HttpRequest, failures: Failures): string | undefined {
  if (!path.includes('{id')) return ''
  const text = params['id'] ?? ''
  const id = parseGuid(text)
  if (id !== undefined || path.includes('{id:guid}')) return id
  report(failures, 'id', `The value '${text}' is not valid.`)
  return ''
}

async function readBodyOf(
  { body }: InputSettings,
  request: HttpRequest,
  reading: Reading & { readonly traceId: string },
): Promise<Body> {
  if (body === undefined) return { value: undefined }
  if ('parameter' in body) return readJsonBody(request, body, reading)
  const fields = await readForm(request)
  return 'refused' in fields ? fields : { value: readParameters(body.form, fields.lookup, reading) }
}

/** Unlike in a body, a value that cannot be read does not keep the others from being judged. */
function readParameters(schema: z.ZodType | undefined, lookup: Lookup, { failures, now }: Reading): unknown {
  if (schema === undefined) return undefined
  const description = describe(schema)
  if (description.kind !== 'object') throw new TypeError('parameters are declared as an object')
  const values = bind(failures, description, lookup)
  const isComplete = description.members.every(({ name, presence }) => presence !== 'required' || name in values)
  if (isComplete) reportBroken(failures, description, { now, request: values })
  return values
}
