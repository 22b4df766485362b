import type { HttpMethod, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import type * as z from 'zod'
import type { Clock, Log } from '../../../use-cases/ports.ts'
import type { Admission } from './admission.ts'
import { empty } from './answers.ts'
import type { IdentitySource } from './authenticator.ts'
import { creatorOf, isAllowed, type Policy } from './caller.ts'
import { isJson } from './content-type.ts'
import type { FormBody } from './form-body.ts'
import { readInput } from './input.ts'
import type { PathEntry } from './path-table.ts'
import type { Published } from './published.ts'
import { traceIdOf } from './trace.ts'
import type { JsonBody } from './validated.ts'

/** What every route needs to let somebody in. */
export interface Door {
  readonly admission: Admission
  readonly authenticate: IdentitySource
  readonly clock: Clock
  readonly log: Log
}

/** A call that has passed the door. */
export interface Call<Body, Query, Headers> {
  /** Whose orders the call is about; empty where the route does not ask for an organisation. */
  readonly creator: string
  /** Canonical GUID from the path; empty where the path has none. */
  readonly id: string
  readonly body: Body
  readonly query: Query
  readonly headers: Headers
  readonly receivedAt: Date
  readonly traceId: string
}

export interface RouteSettings<Body extends z.ZodType, Query extends z.ZodType, Headers extends z.ZodType> {
  /** Also the name of the registered function. */
  readonly name: string
  readonly method: HttpMethod
  /** `{id}` is any GUID, else 400; `{id:guid}` likewise, else 404. */
  readonly path: string
  /** Left out: open to everybody. */
  readonly policy?: Policy
  /** For those who run the service: the host lets in whom a setting says. */
  readonly forOperators?: boolean
  /** A way in of the route's own instead of a policy: the answer to those who may not come in. */
  readonly refuses?: (request: HttpRequest) => HttpResponseInit | undefined
  /** False where the answer spans all organisations. */
  readonly needsOrganization?: boolean
  /** Refuses any other content type before it looks at the caller. */
  readonly consumesJson?: boolean
  readonly body?: JsonBody<Body> | FormBody<Body>
  readonly query?: Query
  readonly headers?: Headers
  readonly published: Published
  handle(call: Call<z.output<Body>, z.output<Query>, z.output<Headers>>): Promise<HttpResponseInit>
}

type Settings = RouteSettings<z.ZodType, z.ZodType, z.ZodType>

/** A line of the table of routes: what it takes, for those who describe it, and how it is answered. */
export interface Route extends PathEntry, Omit<Settings, 'handle' | 'method' | 'path'> {
  readonly method: HttpMethod
  readonly forOperators: boolean
  answer(door: Door, request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit>
}

export const httpRoute = <
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Headers extends z.ZodType = z.ZodUndefined,
>(
  settings: RouteSettings<Body, Query, Headers>,
): Route => ({
  ...settings,
  forOperators: settings.forOperators === true,
  answer: (door, request, context) => answer(settings, { door, request, context }),
})

interface Visit {
  readonly door: Door
  readonly request: HttpRequest
  readonly context: InvocationContext
}

/** Judges in the order of the wire contract: which error wins is part of it. */
async function answer(settings: Settings, { door, request, context }: Visit): Promise<HttpResponseInit> {
  const receivedAt = door.clock.now()
  const traceId = traceIdOf(context)
  if (settings.consumesJson === true && isOther(request.headers.get('content-type'))) return empty(415)
  const entry = await admit(settings, door, request)
  if ('refused' in entry) return entry.refused
  const input = await readInput(settings, request, { traceId, now: receivedAt })
  if ('refused' in input) return input.refused
  if (entry.creator === undefined) return empty(403)
  return settings.handle({ ...input, creator: entry.creator, receivedAt, traceId })
}

const isOther = (contentType: string | null) => contentType !== null && !isJson(contentType)

type Entry = { readonly refused: HttpResponseInit } | { readonly creator: string | undefined }

async function admit(settings: Settings, door: Door, request: HttpRequest): Promise<Entry> {
  const { policy, needsOrganization = true } = settings
  if (policy === undefined) {
    const refused = settings.refuses?.(request)
    return refused === undefined ? { creator: '' } : { refused }
  }
  const caller = await door.authenticate(request, policy)
  if (caller === undefined) return { refused: empty(401) }
  if (!isAllowed(caller, policy)) return { refused: empty(403) }
  return { creator: needsOrganization ? creatorOf(caller) : '' }
}
