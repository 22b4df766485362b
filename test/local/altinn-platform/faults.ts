import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { json, refused, type Answer, type PlatformRequest, type Route } from './route.ts'

export const services = ['profile', 'register', 'authorization', 'maskinporten', 'conditions', 'certificates'] as const
export type Service = (typeof services)[number]

/** What a service does instead of its work. */
const Fault = z.strictObject({
  status: z.int().min(200).max(599).optional().describe('answered instead; left out, the service does its work'),
  body: z.string().default('').describe('goes with the status'),
  retryAfterSeconds: z.number().nonnegative().optional(),
  delayMs: z.int().nonnegative().default(0).describe('waited before anything else'),
  requests: z.int().positive().optional().describe('how many it meets; left out, all until it is lifted'),
})
type Fault = z.output<typeof Fault>

const Faults = z.partialRecord(z.enum(services), Fault)

/** What tests and people may ask for with `PUT /faults`; it holds until `DELETE /faults` or the end of the process. */
export function faultSwitches() {
  let faults: Partial<Record<Service, Fault>> = {}

  /** The fault that a request meets, if any. */
  const meet = (service: Service) => {
    const fault = faults[service]
    if (fault?.requests === undefined) return fault
    const { [service]: _, ...others } = faults
    faults = fault.requests > 1 ? { ...faults, [service]: { ...fault, requests: fault.requests - 1 } } : others
    return fault
  }
  const put = ({ body }: PlatformRequest): Answer => {
    const read = Faults.safeParse(JSON.parse(body))
    if (!read.success) return refused(400, z.prettifyError(read.error))
    faults = read.data
    return json(faults)
  }
  const lift = (): Answer => {
    faults = {}
    return { status: 204 }
  }
  const routes: readonly Route[] = [
    { method: 'GET', path: '/faults', answer: () => json(faults) },
    { method: 'PUT', path: '/faults', answer: put },
    { method: 'DELETE', path: '/faults', answer: lift },
  ]
  return {
    routes,
    /** The routes of a service, which may fail on request. */
    before: (service: Service, served: readonly Route[]): readonly Route[] =>
      served.map((route) => ({
        ...route,
        answer: async (request) => {
          const fault = meet(service)
          if (fault !== undefined) await wait(fault.delayMs)
          return fault?.status === undefined ? route.answer(request) : answerOf(fault, fault.status)
        },
      })),
  }
}

function answerOf({ body, retryAfterSeconds }: Fault, status: number): Answer {
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return { status, headers, body }
}
