import { TransientFault } from '../../../src/domain/faults.ts'
import type { Around, PortCall } from '../../../src/port-wrapping.ts'
import type { Dispatch } from '../../../src/use-cases/ports.ts'

export const faultKinds = [
  'crash-before',
  'crash-after',
  'time-out-without-effect',
  'time-out-with-effect',
  'conflict',
  'throttled',
  'repeat',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** One fault at the n-th impure call of a scenario. */
export interface Fault {
  readonly call: number
  readonly kind: FaultKind
}

/** The process is gone: whatever it held in memory is lost, and nobody gets an answer. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

type Proceed = () => Promise<unknown>
type Rival = (call: PortCall) => Promise<void>

const courierFaults: Partial<Record<FaultKind, (proceed: Proceed) => Promise<Dispatch>>> = {
  'time-out-without-effect': () => Promise.resolve({ outcome: 'unknown', code: 'ETIMEDOUT' }),
  'time-out-with-effect': (proceed) => proceed().then(() => ({ outcome: 'unknown', code: 'ETIMEDOUT' })),
  conflict: (proceed) => proceed().then(() => ({ outcome: 'unknown', code: '409' })),
  throttled: () => Promise.resolve({ outcome: 'deferred', seconds: 9, code: 'TooManyRequests' }),
}

/** Somebody else writes the same thing first. Only these calls can lose a race. */
const contested = new Set(['orders.insert', 'orders.update', 'orders.erase', 'feed.append', 'emailCourier.send'])
/** Asking for a mail a second time is what must never happen, so it is not a fault that is injected. */
const unrepeatable = new Set(['emailCourier.send'])

export const applies = (kind: FaultKind, name: string) =>
  (kind !== 'conflict' || contested.has(name)) && (kind !== 'repeat' || !unrepeatable.has(name))

/** Counts the calls, tells their names, and does one fault to one of them. */
export function injected(fault: Fault | undefined, rival: Rival): { around: Around; calls: string[] } {
  const calls: string[] = []
  const around: Around = (call, proceed) => {
    const number = calls.push(call.name) - 1
    return number === fault?.call ? afflict(fault.kind, { call, proceed, rival }) : proceed()
  }
  return { around, calls }
}

interface Afflicted {
  readonly call: PortCall
  readonly proceed: Proceed
  readonly rival: Rival
}

async function afflict(kind: FaultKind, { call, proceed, rival }: Afflicted): Promise<unknown> {
  const ofCourier = call.name === 'emailCourier.send' ? courierFaults[kind] : undefined
  if (ofCourier !== undefined) return ofCourier(proceed)
  if (kind === 'conflict') return rival(call).then(proceed)
  before(kind, call)
  const result = await proceed()
  after(kind, call)
  return kind === 'repeat' ? proceed() : result
}

function before(kind: FaultKind, { name }: PortCall): void {
  if (kind === 'crash-before') throw new Crash(name)
  if (kind === 'throttled') throw new TransientFault('THROTTLED', { retryAfterSeconds: 3 })
  if (kind === 'time-out-without-effect') throw new TransientFault('TIMED_OUT')
}

function after(kind: FaultKind, { name }: PortCall): void {
  if (kind === 'crash-after') throw new Crash(name)
  if (kind === 'time-out-with-effect') throw new TransientFault('TIMED_OUT')
}
