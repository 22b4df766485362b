import { createHmac, hash } from 'node:crypto'
import { denied } from './answer.ts'
import type { ServiceRequest } from './service-request.ts'

/** The scheme's tolerance as documented for Azure App Configuration, which uses the same one. */
const toleranceMs = 15 * 60_000

const authorization = /^HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=(.+)$/

/**
 * Checks a request's HMAC-SHA256 signature over method, path with query, date, host and content hash.
 * Throws the service's 401 for a wrong key, a stale date or a body that is not the signed one.
 */
export function checkSignature(request: ServiceRequest, accessKey: Buffer): void {
  const { headers } = request
  const date = header(headers['x-ms-date'])
  const contentHash = header(headers['x-ms-content-sha256'])
  const signed = `${request.method}\n${request.target}\n${date};${headers.host ?? ''};${contentHash}`
  const signature = createHmac('sha256', accessKey).update(signed).digest('base64')
  if (authorization.exec(headers.authorization ?? '')?.[1] !== signature) throw denied()
  // A date that cannot be read compares as false and is denied too.
  if (!(Math.abs(Date.parse(date) - Date.now()) <= toleranceMs)) throw denied()
  if (contentHash !== contentHashOf(request.body)) throw denied()
}

export const contentHashOf = (body: Buffer): string => hash('sha256', body, 'base64')

const header = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')
