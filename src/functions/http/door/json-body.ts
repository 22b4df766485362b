import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { empty, plainProblem } from './answers.ts'
import { decode, readBody } from './body.ts'
import { encodingOf } from './content-type.ts'
import { JsonFailure } from './json-text.ts'
import { reportUnreadable, validated, type JsonBody, type Reading } from './validated.ts'

export const usualLimitBytes = 30_000_000

export type Body = { readonly refused: HttpResponseInit } | { readonly value: unknown }

/** Reads and validates the body of a request; what is wrong with its content is reported, not refused. */
export async function readJsonBody(
  request: HttpRequest,
  body: JsonBody,
  reading: Reading & { readonly traceId: string },
): Promise<Body> {
  const contentType = request.headers.get('content-type')
  const encoding = contentType === null ? undefined : encodingOf(contentType)
  if (encoding === undefined) return { refused: plainProblem(415, reading.traceId) }
  const read = await readBody(request, body.limitBytes ?? usualLimitBytes)
  if (read.outcome === 'too-large') return { refused: empty(413) }
  const text = read.outcome === 'read' ? decode(read.bytes, encoding) : undefined
  if (text !== undefined) return { value: validated(text, body, reading) }
  reportUnreadable(reading.failures, unreadable(), body)
  return { value: undefined }
}

const unreadable = () => new JsonFailure('$', 'The request body could not be read as text of its encoding.')
