import { HttpRequest, InvocationContext, type HttpHandler, type HttpResponseInit } from '@azure/functions'
import { vi } from 'vitest'
import type { Caller } from '../../../src/functions/http/door/caller.ts'
import type { Published } from '../../../src/functions/http/door/published.ts'
import type { Door } from '../../../src/functions/http/door/route.ts'

export const now = new Date('2026-05-04T12:00:00.000Z')
export const traceParent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01'

/** A door at a fixed time, with everybody known as the given caller, and a log that remembers. */
export function aDoor(caller?: Caller) {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const authenticate = vi.fn(() => Promise.resolve(caller))
  return { authenticate, admission: { enter: () => () => undefined }, clock: { now: () => now }, log } satisfies Door
}

export const aCaller: Caller = { org: 'ttd', scopes: ['altinn:serviceowner/notifications.create'] }

/** For routes whose description does not matter. */
export const published: Published = { summary: 'A thing', tag: 'Operation', answers: {} }

interface Visit {
  readonly url?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
  readonly params?: Record<string, string>
}

/** Calls a handler as the Functions library does, and gives what it answers. */
export async function visit(handler: HttpHandler, { url = '/x', method = 'POST', body, ...rest }: Visit) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const request = new HttpRequest({
    method,
    url: `http://localhost${url}`,
    ...(bytes === undefined ? {} : { body: { bytes } }),
    ...rest,
  })
  const context = new InvocationContext({
    invocationId: 'b2f0f7c2-1111-4222-8333-444444444444',
    traceContext: { traceParent },
  })
  const answer = (await handler(request, context)) as HttpResponseInit
  const text = answer.body as string | undefined
  const headers = answer.headers as Record<string, string>
  const isJson = headers['content-type']?.startsWith('application/json') === true
  return {
    status: answer.status,
    headers,
    text,
    json: (isJson ? JSON.parse(text ?? '') : undefined) as { errors?: Record<string, string[]> } | undefined,
  }
}
