import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type * as z from 'zod'
import { empty } from './answers.ts'
import { readBody } from './body.ts'
import { lookupIn, type Lookup } from './parameters.ts'

/** The fields of a form that a route asks for. */
export interface FormBody<Schema extends z.ZodType = z.ZodType> {
  readonly form: Schema
}

/** A form has a few short fields. */
const limitBytes = 10_000

/** What a browser sends when a plain form is submitted; a body of any other kind has no fields. */
export async function readForm(
  request: HttpRequest,
): Promise<{ readonly refused: HttpResponseInit } | { readonly lookup: Lookup }> {
  const read = await readBody(request, limitBytes)
  if (read.outcome === 'too-large') return { refused: empty(413) }
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '')
  return { lookup: lookupIn(isForm && read.outcome === 'read' ? read.bytes.toString() : '') }
}
