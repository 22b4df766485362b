import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { createHash, timingSafeEqual } from 'node:crypto'
import { json } from './door/answers.ts'

/**
 * The way in of the daily metrics: a key in `X-API-Key`, compared in a time that tells nothing of it.
 * @param key undefined: nobody may come in
 */
export const metricsKey =
  (key: string | undefined) =>
  ({ headers }: HttpRequest): HttpResponseInit | undefined => {
    const complaint = complaintAbout(headers.get('x-api-key'), key)
    return complaint === undefined ? undefined : json(401, { error: complaint })
  }

function complaintAbout(given: string | null, key: string | undefined): string | undefined {
  if (given === null) return 'API key required for Metrics endpoints'
  if (given.trim() === '') return 'API key cannot be empty'
  if (key === undefined) return 'API key validation not configured'
  return timingSafeEqual(digestOf(given), digestOf(key)) ? undefined : 'Invalid API key'
}

/** Of one length, whatever the text's. */
const digestOf = (text: string) => createHash('sha256').update(text).digest()
