import type { InvocationContext } from '@azure/functions'

const traceParent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** W3C trace id of the request (`00-…`), made from the invocation id where the host gives none. */
export function traceIdOf({ traceContext, invocationId }: InvocationContext): string {
  const given = traceContext?.traceParent
  if (given !== undefined && traceParent.test(given)) return given
  const id = invocationId.replaceAll('-', '').padEnd(32, '0')
  return `00-${id.slice(0, 32)}-${id.slice(0, 16)}-00`
}
