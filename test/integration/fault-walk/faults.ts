import { TransientFault } from '../../../src/domain/faults.ts'
import type { Around, PortCall } from '../../../src/port-wrapping.ts'
import type { Dispatch, SmsCall } from '../../../src/use-cases/courier-ports.ts'

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

/** What a courier answers instead, and whether the provider hears of the request. */
const courierFaults: Partial<Record<FaultKind, { answer: Dispatch; arrives: boolean }>> = {
  'time-out-without-effect': { answer: { outcome: 'unknown', code: 'ETIMEDOUT' }, arrives: false },
  'time-out-with-effect': { answer: { outcome: 'unknown', code: 'ETIMEDOUT' }, arrives: true },
  conflict: { answer: { outcome: 'unknown', code: '409' }, arrives: true },
  throttled: { answer: { outcome: 'deferred', seconds: 9, code: 'TooManyRequests' }, arrives: false },
}

const couriers = ['emailCourier.send', 'smsCourier.send']

const raced = ['insert', 'replace', 'update', 'updateParts', 'resolveSegment', 'erase'].map(
  (method) => `orders.${method}`,
)

const always = () => true
const only: Record<FaultKind, (name: string) => boolean> = {
  'crash-before': always,
  'crash-after': always,
  'time-out-without-effect': always,
  'time-out-with-effect': always,
  // Somebody else writes the same thing first. Only these calls can lose a race.
  conflict: (name) => [...raced, 'feed.append', 'emailCourier.send'].includes(name),
  // To all others it is no different from a time-out.
  throttled: (name) => couriers.includes(name),
  // Asking for a mail a second time is what must never happen, so it is not a fault that is injected.
  repeat: (name) => name !== 'emailCourier.send',
}

export const applies = (kind: FaultKind, name: string) => only[kind](name)

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
  const ofCourier = couriers.includes(call.name) ? courierFaults[kind] : undefined
  if (ofCourier !== undefined) {
    if (ofCourier.arrives) await proceed()
    return call.name === 'smsCourier.send' ? answersTo(call, ofCourier.answer) : ofCourier.answer
  }
  if (kind === 'conflict') return rival(call).then(proceed)
  before(kind, call)
  const result = await proceed()
  after(kind, call)
  return kind === 'repeat' ? proceed() : result
}

const answersTo = ({ args }: PortCall, answer: Dispatch) => (args as [SmsCall])[0].recipients.map(() => answer)

function before(kind: FaultKind, { name }: PortCall): void {
  if (kind === 'crash-before') throw new Crash(name)
  if (kind === 'time-out-without-effect') throw new TransientFault('TIMED_OUT')
}

function after(kind: FaultKind, { name }: PortCall): void {
  if (kind === 'crash-after') throw new Crash(name)
  if (kind === 'time-out-with-effect') throw new TransientFault('TIMED_OUT')
}
