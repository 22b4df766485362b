import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions'
import { TransientFault } from '../../../domain/faults.ts'
import { empty, problem } from './answers.ts'
import { usualLimitBytes } from './json-body.ts'
import { methodsOf, type PathEntry } from './path-table.ts'
import type { Door, Route } from './route.ts'
import { traceIdOf } from './trace.ts'

/** A handler that always answers: with HTTP streams, a caller whose handler throws would wait for ever. */
export const handlerOf =
  (door: Door, route: Route): HttpHandler =>
  async (request, context) => {
    const leave = door.admission.enter(lengthOf(request))
    if (leave === undefined) return problem('NOT-00004', traceIdOf(context), { 'retry-after': fullRetrySeconds })
    try {
      return await route.answer(door, request, context)
    } catch (fault) {
      return answerOf(fault, { door, name: route.name, invocation: context.invocationId, traceId: traceIdOf(context) })
    } finally {
      leave()
    }
  }

const fullRetrySeconds = '1'

/** What comes in pieces may be as long as any body; a request without a body has neither header. */
function lengthOf({ headers }: HttpRequest): number {
  if (headers.get('transfer-encoding') !== null) return usualLimitBytes
  return Number(headers.get('content-length') ?? 0)
}

interface Occurrence {
  readonly door: Door
  readonly name: string
  readonly invocation: string
  readonly traceId: string
}

const usualRetrySeconds = 5

function answerOf(fault: unknown, { door, name, invocation, traceId }: Occurrence): HttpResponseInit {
  if (fault instanceof TransientFault) {
    const cause = fault.cause === undefined ? undefined : codeOf(fault.cause)
    door.log.warn(name, { code: fault.code, cause, invocation })
    return problem('NOT-00004', traceId, { 'retry-after': String(fault.retryAfterSeconds ?? usualRetrySeconds) })
  }
  door.log.error(name, { code: codeOf(fault), invocation }, fault)
  return empty(500)
}

function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'NOT_AN_ERROR'
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name
}

/** For what no route takes: the host itself would say 404 also where only the method is wrong. */
export const unmatched =
  (table: readonly PathEntry[]): HttpHandler =>
  (request) => {
    const methods = methodsOf(table, new URL(request.url).pathname)
    return methods.length === 0 ? empty(404) : empty(405, { allow: methods.join(', ') })
  }
