import type { OrderId } from '../../../src/domain/ids.ts'
import type { Result } from '../../../src/domain/notification.ts'
import type { Dispatch } from '../../../src/use-cases/courier-ports.ts'
import type { VirtualBus } from './virtual-bus.ts'
import type { VirtualTime } from './virtual-time.ts'

/** How a provider treats the first recipient that it hears of; later ones are accepted. */
export type Temper =
  'accepts' | 'throttles' | 'loses-the-answer' | 'never-gets-it' | 'reports-first' | 'refuses' | 'bounces'

/** Addresses that the providers refuse in any temper. */
export const refused = new Set(['ingen@example.no', '+4790000000'])

/** A message that left. */
export interface Sent {
  readonly order: OrderId
  readonly address: string
  readonly atMs: number
}

/** What both providers live in. */
export interface Surroundings {
  readonly time: VirtualTime
  readonly bus: VirtualBus
}

interface Ways<Request> {
  /** Takes the request, and reports of it at that time. */
  readonly accept: (request: Request, reportAtMs: number) => Dispatch
  readonly addressOf: (request: Request) => string
  readonly refusal: Result
}

const reportDelayMs = 5_000

export function tempered<Request>(
  temper: Temper,
  { time }: Surroundings,
  { accept, addressOf, refusal }: Ways<Request>,
) {
  const treat: Record<Temper, (request: Request) => Dispatch> = {
    accepts: (request) => accept(request, time.nowMs() + reportDelayMs),
    bounces: (request) => accept(request, time.nowMs() + reportDelayMs),
    'reports-first': (request) => accept(request, time.nowMs() - 1),
    throttles: () => ({ outcome: 'deferred', seconds: 7, code: 'TooManyRequests' }),
    'never-gets-it': () => ({ outcome: 'unknown', code: 'ETIMEDOUT' }),
    refuses: () => ({ outcome: 'refused', result: refusal, code: 'BadRequest' }),
    'loses-the-answer': (request) => {
      // Its report is long in coming, so that somebody asks before it comes.
      accept(request, time.nowMs() + 3_600_000)
      return { outcome: 'unknown', code: 'ECONNRESET' }
    },
  }
  let requests = 0
  return (request: Request): Dispatch => {
    if (refused.has(addressOf(request))) return treat.refuses(request)
    return ++requests === 1 || temper === 'refuses' ? treat[temper](request) : treat.accepts(request)
  }
}
