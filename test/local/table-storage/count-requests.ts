import type { IncomingMessage } from 'node:http'

export type RequestKind =
  | 'transaction'
  | 'insert'
  | 'get'
  | 'query'
  | 'update'
  | 'merge'
  | 'upsert'
  | 'delete'
  /** Of a table itself or of the service. */
  | 'other'

export interface RequestCounts {
  readonly requests: Readonly<Partial<Record<RequestKind, number>>>
  readonly total: number
}

export function countRequests() {
  const requests: Partial<Record<RequestKind, number>> = {}
  let total = 0
  return {
    count: (request: IncomingMessage) => {
      const kind = kindOf(request)
      requests[kind] = (requests[kind] ?? 0) + 1
      total += 1
    },
    counts: (): RequestCounts => ({ requests: { ...requests }, total }),
  }
}

const KINDS: Record<string, (resource: string, conditional: boolean) => RequestKind> = {
  GET: (resource) => (/\(.+\)$/.test(resource) ? 'get' : 'query'),
  POST: (resource) => (resource === '$batch' ? 'transaction' : 'insert'),
  PUT: (_, conditional) => (conditional ? 'update' : 'upsert'),
  PATCH: (_, conditional) => (conditional ? 'merge' : 'upsert'),
  DELETE: () => 'delete',
}

const OF_TABLES = /^(Tables(\(.*)?)?$/

/** Paths, methods and the part of `If-Match`: https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api */
function kindOf({ method = '', url = '', headers }: IncomingMessage): RequestKind {
  const path = url.split('?', 1)[0] ?? ''
  const resource = path.slice(path.indexOf('/', 1) + 1)
  if (OF_TABLES.test(resource) || url.includes('?comp=')) return 'other'
  return KINDS[method]?.(resource, headers['if-match'] !== undefined) ?? 'other'
}
