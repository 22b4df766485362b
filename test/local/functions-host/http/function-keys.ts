import type { IncomingMessage } from 'node:http'

/** Keys that callers have to show; left out, nobody is asked for one, as with Core Tools on a laptop. */
export interface FunctionKeys {
  readonly master?: string
  readonly function?: string
}

/** Whether the key in `x-functions-key` or `?code=` opens a function of this level; the master key opens all. */
export function isAuthorized(keys: FunctionKeys | undefined, level: unknown, request: IncomingMessage): boolean {
  if (keys === undefined || level === 'anonymous') return true
  const key = request.headers['x-functions-key'] ?? new URL(request.url ?? '/', 'http://host').searchParams.get('code')
  if (key === null) return false
  return key === keys.master || (level === 'function' && key === keys.function)
}
