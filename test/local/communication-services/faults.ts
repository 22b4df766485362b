import { z } from 'zod'
import { badRequest, RefusalError, throttled, unavailable } from './answer.ts'
import type { Route } from './service-request.ts'

const requests = z.int().positive().optional().describe('how many requests it meets; left out, all until it is lifted')
const retryAfterSeconds = z.number().nonnegative().optional()

/** What tests and people may ask for with `PUT /faults`; it holds until `DELETE /faults` or the end of the process. */
const Faults = z.strictObject({
  down: z.boolean().optional().describe('every request of the service is answered 503, unread'),
  throttle: z.strictObject({ retryAfterSeconds, requests }).optional().describe('sends are answered 429'),
  refuse: z
    .strictObject({
      route: z.string().default('send-email'),
      status: z.int().min(400).max(599),
      code: z.string(),
      message: z.string().default('Refused on request.'),
      retryAfterSeconds,
      requests,
    })
    .optional()
    .describe('requests of one route are answered with an error of choice, such as 404 DomainNotLinked'),
  repeats: z
    .enum(['accepted', 'conflict'])
    .default('accepted')
    .describe('how the same operation id with the same body is answered: 202 again, or 409 as some have seen'),
})

export type FaultSwitches = ReturnType<typeof faultSwitches>

export function faultSwitches() {
  let switches = Faults.parse({})
  return {
    /** 409 instead of a second 202 for an operation id that is known. */
    repeatsConflict: () => switches.repeats === 'conflict',

    /** Throws the 503 of a service that is down. */
    checkDown() {
      if (switches.down) throw new RefusalError(unavailable)
    },

    /** Throws the refusal that was asked for this route. */
    checkRoute(route: string) {
      const { throttle, refuse } = switches
      if (throttle !== undefined && route.startsWith('send-') && used(throttle))
        throw new RefusalError(throttled(throttle.retryAfterSeconds))
      if (refuse?.route === route && used(refuse)) throw new RefusalError(refuse)
    },

    routes: (): Route[] => [
      { name: 'faults', method: 'GET', path: /^\/faults$/, handle: () => ({ status: 200, body: switches }) },
      {
        name: 'faults',
        method: 'PUT',
        path: /^\/faults$/,
        handle({ body }) {
          switches = readFaults(body)
          return { status: 200, body: switches }
        },
      },
      {
        name: 'faults',
        method: 'DELETE',
        path: /^\/faults$/,
        handle() {
          switches = Faults.parse({})
          return { status: 204 }
        },
      },
    ],
  }
}

function used(fault: { requests?: number | undefined }): boolean {
  if (fault.requests === undefined) return true
  fault.requests -= 1
  return fault.requests >= 0
}

function readFaults(body: Buffer): z.infer<typeof Faults> {
  try {
    return Faults.parse(JSON.parse(body.toString()))
  } catch (error) {
    throw badRequest(error instanceof z.ZodError ? z.prettifyError(error) : 'The faults are not JSON.')
  }
}
