import { z } from 'zod'
import { badRequest } from './answer.ts'
import type { Clock } from './clock.ts'
import { requestQuota, type RateLimit } from './request-quota.ts'
import type { Route } from './service-request.ts'

const limits = z
  .array(z.strictObject({ requests: z.int().positive(), seconds: z.number().positive() }))
  .readonly()
  .optional()

/** Of requests, by the name of their route; `sms` counts recipients. Without an entry there is no limit. */
const RateLimits = z.strictObject({
  'send-email': limits,
  'get-email-operation': limits,
  'send-sms': limits,
  sms: limits,
})

export type RateLimits = z.infer<typeof RateLimits>

const path = /^\/rate-limits$/

/** The limits that the service keeps: those of its start, until others are asked for with `PUT /rate-limits`. */
export function rateLimits(atStart: RateLimits, clock: Clock) {
  let present = atStart
  let quotas = quotasOf(present, clock)
  const set = (wanted: RateLimits) => {
    present = wanted
    quotas = quotasOf(present, clock)
    return { status: 200, body: present }
  }
  return {
    /** Counts requests, or recipients. Throws the service's 429 with the seconds to wait. */
    check: (name: string, count = 1) => quotas.get(name)?.(count),
    routes: (): Route[] => [
      { name: 'rate-limits', method: 'GET', path, handle: () => ({ status: 200, body: present }) },
      { name: 'rate-limits', method: 'PUT', path, handle: ({ body }) => set(readLimits(body)) },
      { name: 'rate-limits', method: 'DELETE', path, handle: () => set(atStart) },
    ],
  }
}

const quotasOf = (limits: RateLimits, clock: Clock) =>
  new Map(
    Object.entries(limits).map(([name, each]: [string, readonly RateLimit[] | undefined]) => [
      name,
      requestQuota(each ?? [], clock),
    ]),
  )

function readLimits(body: Buffer): RateLimits {
  try {
    return RateLimits.parse(JSON.parse(body.toString()))
  } catch (error) {
    throw badRequest(error instanceof z.ZodError ? z.prettifyError(error) : 'The limits are not JSON.')
  }
}
