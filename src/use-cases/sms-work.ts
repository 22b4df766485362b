import { canonicalNumber } from '../domain/addresses/mobile-number.ts'
import { BrokenPromise } from '../domain/faults.ts'
import { chunkIdOf } from '../domain/ids.ts'
import { idIn, partOfChunk, type Notification } from '../domain/notification.ts'
import { fillKeywords, hasKeywords } from '../domain/recipient-keywords.ts'
import { secondsBetween, type OrderContent } from '../domain/order.ts'
import { dispatch } from './dispatch.ts'
import type { SmsCall } from './courier-ports.ts'
import type { Ports } from './ports.ts'
import { unsettled, type ChannelWork, type Outcome, type SendPorts, type SendTask } from './send-task.ts'

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
    group: (candidates, content) => distinctNumbers(ofOneText(candidates, content)).slice(0, mostRecipients),
    call: (task, claimed) => deps.ports.smsCourier.send(callOf(deps, task, claimed)),
    settleUnknown: (task) => repeat(deps, work, task),
  }
  return work
}

const numberOf = ({ address }: Notification) => canonicalNumber(address) ?? address

/** A call carries one text to all its recipients. */
function ofOneText(candidates: readonly Notification[], { sms }: OrderContent): readonly Notification[] {
  const [first] = candidates
  if (first === undefined || sms === undefined || !hasKeywords(sms.body)) return candidates
  const text = fillKeywords(sms.body, first)
  return candidates.filter((candidate) => fillKeywords(sms.body, candidate) === text)
}

/** One call never names a number twice, so that its report finds the one that it is about. */
function distinctNumbers(candidates: readonly Notification[]): readonly Notification[] {
  const byNumber = Map.groupBy(candidates, numberOf)
  return [...byNumber.values()].flatMap(([first]) => first ?? [])
}

function callOf(
  { ports }: SmsDeps,
  { value, content }: Parameters<ChannelWork['call']>[0],
  claimed: readonly Notification[],
): SmsCall {
  if (content.sms === undefined) throw new Error('an SMS order without SMS')
  const [first] = claimed
  if (first === undefined) throw new Error('a call to nobody')
  return {
    ...content.sms,
    body: fillKeywords(content.sms.body, first),
    tag: `${chunkIdOf(value.id, partOfChunk(value.chunk))}:${callNumber(first)}`,
    recipients: claimed.map((notification) => ({
      number: numberOf(notification),
      attemptId: ports.hashes.of(['sms', idIn(value.id, value.chunk, notification), String(notification.attempt)]),
      attemptedAt: timeOf(notification),
    })),
  }
}

function callNumber(first: Notification): number {
  if (first.call === undefined) throw new BrokenPromise('what is claimed knows its call')
  return first.call
}

/** When the attempt was made that has been claimed, or whose outcome nobody knows. */
function timeOf({ attemptedAt }: Notification): Date {
  if (attemptedAt === undefined) throw new BrokenPromise('what is claimed knows its time')
  return attemptedAt
}

/**
 * Within the window the same attempt is made once more, under its own identity: the provider answers with what it
 * made of it the first time, or sends it now, which nobody wants after its lifetime. After either only a report, or the
 * watch, can tell. A call is repeated as the call that it was; the one that has waited longest comes first.
 */
async function repeat(deps: SmsDeps, work: ChannelWork, task: SendTask): Promise<Outcome> {
  // An instant order leaves while somebody waits for it, or not at all.
  if (task.value.reservation !== undefined) return 'done'
  const { ports, repeatWindowSeconds } = deps
  if (ports.clock.now() >= task.value.expiry) return 'done'
  const now = ports.machine.now()
  const isRepeatable = (n: Notification) => unsettled(n) && secondsBetween(timeOf(n), now) <= repeatWindowSeconds
  const [first] = task.value.chunk.notifications.filter(isRepeatable).sort((a, b) => a.at.getTime() - b.at.getTime())
  if (first === undefined) return 'done'
  const selects = (n: Notification) => isRepeatable(n) && n.call === first.call
  return dispatch({ ports, work }, task, { selects, attempt: 'repeat' })
}
