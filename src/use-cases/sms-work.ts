import { canonicalNumber } from '../domain/addresses/mobile-number.ts'
import { notificationIdOf } from '../domain/ids.ts'
import type { Notification } from '../domain/notification.ts'
import { secondsBetween } from '../domain/order.ts'
import { dispatch, unsettled } from './dispatch.ts'
import type { Ports, SmsCall } from './ports.ts'
import type { ChannelWork, Outcome, SendPorts, SendTask } from './send-task.ts'

export interface SmsDeps {
  readonly ports: SendPorts & Pick<Ports, 'smsCourier' | 'hashes'>
  /** How long the provider recognises the repetition of an attempt. */
  readonly repeatWindowSeconds: number
}

const mostRecipients = 100

/** The provider of SMS cannot be asked, but recognises an attempt that is repeated. */
export function smsWork(deps: SmsDeps): ChannelWork {
  const work: ChannelWork = {
    channel: 'sms',
    // When the holder has died, there must be time left in the window for repetitions.
    leaseSeconds: 120,
    group: (candidates) => distinctNumbers(candidates).slice(0, mostRecipients),
    call: (task, claimed) => deps.ports.smsCourier.send(callOf(deps, task, claimed)),
    settleUnknown: (task) => repeat(deps, work, task),
  }
  return work
}

const numberOf = ({ address }: Notification) => canonicalNumber(address) ?? address

/** One call never names a number twice, so that its report finds the one that it is about. */
function distinctNumbers(candidates: readonly Notification[]): readonly Notification[] {
  const byNumber = Map.groupBy(candidates, numberOf)
  return [...byNumber.values()].flatMap(([first]) => first ?? [])
}

function callOf({ ports }: SmsDeps, { value, content }: SendTask, claimed: readonly Notification[]): SmsCall {
  if (content.sms === undefined) throw new Error('an SMS order without SMS')
  const chunk = notificationIdOf(value.id, 1, value.chunk.notifications[0]?.index ?? 1)
  return {
    ...content.sms,
    tag: `${chunk}:${claimed[0]?.call ?? 1}`,
    recipients: claimed.map((notification) => ({
      number: numberOf(notification),
      attemptId: ports.hashes.of([
        'sms',
        notificationIdOf(value.id, 1, notification.index),
        String(notification.attempt),
      ]),
      attemptedAt: notification.attemptedAt ?? ports.machine.now(),
    })),
  }
}

/**
 * Within the window the same attempt is made once more, under its own identity: the provider answers with what it
 * made of it the first time. After the window only a report, or the end of the lifetime, can tell. A call is repeated
 * as the call that it was; the one that has waited longest comes first.
 */
async function repeat(deps: SmsDeps, work: ChannelWork, task: SendTask): Promise<Outcome> {
  const { ports, repeatWindowSeconds } = deps
  const now = ports.machine.now()
  const isRepeatable = (n: Notification) =>
    unsettled(n) && secondsBetween(n.attemptedAt ?? new Date(0), now) <= repeatWindowSeconds
  const [first] = task.value.chunk.notifications.filter(isRepeatable).sort((a, b) => a.at.getTime() - b.at.getTime())
  if (first === undefined) return 'done'
  const selects = (n: Notification) => isRepeatable(n) && n.call === first.call
  return dispatch({ ports, work }, task, { selects, attempt: 'repeat' })
}
