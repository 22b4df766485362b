import { randomUUID } from 'node:crypto'

/** What a handler sees as `context.traceContext`, after W3C Trace Context. */
export interface TraceContext {
  readonly traceParent: string
  readonly traceState: string
  readonly attributes: object
}

const format = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/

/** A span of its own for an invocation, in the trace of whoever caused it, or in a new one. */
export function traceContext(cause: string | undefined): TraceContext {
  const [, trace, flags = '00'] = format.exec(cause ?? '') ?? []
  const own = (randomUUID() + randomUUID()).replaceAll('-', '')
  return {
    traceParent: `00-${trace ?? own.slice(0, 32)}-${own.slice(32, 48)}-${flags}`,
    traceState: '',
    attributes: {},
  }
}
