import { transient, TransientFault } from '../../domain/faults.ts'
import type { Dispatch, SmsCall, SmsCourier } from '../../use-cases/courier-ports.ts'

/** Numbers that get real SMS in a test environment. */
export interface AllowList {
  allows(number: string): Promise<boolean>
}

interface Couriers {
  readonly real: SmsCourier
  /** Accepts everything, and reports it delivered. */
  readonly simulated: SmsCourier
  readonly allowList: AllowList
}

/**
 * Decides at the moment of sending which numbers get a real SMS, so that an order that was placed before a number was
 * listed obeys the list as it is now.
 */
export function routedSms(mode: 'all' | 'allowlist' | 'simulate', couriers: Couriers): SmsCourier {
  if (mode === 'all') return couriers.real
  if (mode === 'simulate') return couriers.simulated
  return { send: (call) => sendByList(couriers, call) }
}

async function sendByList({ allowList, real, simulated }: Couriers, call: SmsCall): Promise<readonly Dispatch[]> {
  const isReal = await Promise.all(call.recipients.map(({ number }) => allowList.allows(number))).catch(transient)
  if (isReal instanceof TransientFault) return call.recipients.map(() => putOff(isReal))
  const [toReal, toSimulated] = await Promise.all([
    part(real, { ...call, recipients: call.recipients.filter((_, i) => isReal[i]) }),
    part(simulated, { ...call, recipients: call.recipients.filter((_, i) => !isReal[i]) }),
  ])
  return isReal.map((was) => (was ? toReal : toSimulated).shift() ?? { outcome: 'unknown', code: 'NOT_IN_ANSWER' })
}

const part = async (courier: SmsCourier, call: SmsCall): Promise<Dispatch[]> =>
  call.recipients.length === 0 ? [] : [...(await courier.send(call))]

const usualPauseSeconds = 5

/** Nothing has been sent: without the list nobody knows where to. */
const putOff = ({ retryAfterSeconds, code }: TransientFault): Dispatch => ({
  outcome: 'deferred',
  seconds: retryAfterSeconds ?? usualPauseSeconds,
  code,
})
