import { transient, TransientFault } from '../domain/faults.ts'
import { claim, type Notification, type Taking } from '../domain/notification.ts'
import { addSeconds, secondsBetween, withChunk, type Order } from '../domain/order.ts'
import { conclude, type Outcomes } from './conclude.ts'
import type { Dispatch } from './courier-ports.ts'
import { pickUp } from './pick-up.ts'
import type { Places, Stored } from './ports.ts'
import { readAgain } from './record-change.ts'
import { comeBack, postCopy, type ChannelWork, type Outcome, type SendPorts, type SendTask } from './send-task.ts'

export interface Attempt extends Pick<Taking, 'attempt'> {
  selects(n: Notification): boolean
}

interface Sending {
  readonly ports: SendPorts
  readonly work: ChannelWork
}

const leastLeaseMs = 60_000

/**
 * One attempt: claim, call, record. The claim is stored before the provider hears of anything, so that whoever finds
 * it later knows that something may have left. A chunk may take several attempts, a group of its notifications each.
 */
export async function dispatch(sending: Sending, task: SendTask, attempt: Attempt): Promise<Outcome> {
  const { ports, work } = sending
  const hold = await holdSeconds(sending)
  if (hold > 0) return putOff(ports, task, { afterSeconds: hold })
  const candidates = task.value.chunk.notifications.filter((n) => attempt.selects(n))
  const group = work.group(candidates, task.content)
  const { places, afterSeconds } = await placesFor(sending, task, group.length)
  // A copy of the message comes at the time of its places, and has them.
  if (afterSeconds > 1) return putOff(ports, task, { afterSeconds, places })
  if (afterSeconds > 0) await ports.machine.wait(afterSeconds * 1000)
  return callFor(sending, task, { attempt, group: group.slice(0, places) })
}

async function putOff(ports: SendPorts, task: SendTask, copy: Parameters<typeof postCopy>[2]): Promise<Outcome> {
  await pickUp(ports, task)
  return postCopy(ports, task, copy)
}

const placesFor = async ({ ports, work }: Sending, { message }: SendTask, wanted: number): Promise<Places> =>
  message.places === undefined ? ports.rates.reserve(work.channel, wanted) : { places: message.places, afterSeconds: 0 }

interface Calling {
  readonly attempt: Attempt
  readonly group: readonly Notification[]
}

async function callFor(sending: Sending, task: SendTask, { attempt, group }: Calling): Promise<Outcome> {
  const { ports, work } = sending
  const startedMs = ports.machine.monotonicMs()
  const claimed = await takeClaim(sending, task, { ...attempt, selects: isIn(group) })
  if (claimed === undefined) return 'again'
  const remainingMs = work.leaseSeconds * 1000 - (ports.machine.monotonicMs() - startedMs)
  // The claim was slow to store: by the time the call returned, others might hold the lease.
  if (remainingMs < leastLeaseMs) return comeBack(ports, task, remainingMs / 1000 + 1)
  const held = { ...task, ...claimed }
  const called = claimed.value.chunk.notifications.filter(isIn(group))
  return conclude(ports, held, {
    attempt: attempt.attempt,
    outcomes: outcomesOf(called, await work.call(held, called)),
  })
}

const isIn = (group: readonly Notification[]) => {
  const indexes = new Set(group.map(({ index }) => index))
  return ({ index }: Notification) => indexes.has(index)
}

/** By index. A notification that the answer does not speak of may have been taken all the same. */
const outcomesOf = (called: readonly Notification[], dispatches: readonly Dispatch[]): Outcomes =>
  new Map(called.map(({ index }, i) => [index, dispatches[i] ?? { outcome: 'unknown', code: 'NOT_IN_ANSWER' }]))

/** Seconds until the channel's pause is over; 0 for now. */
async function holdSeconds({ ports, work }: Sending): Promise<number> {
  const pause = await ports.pauses.notBefore(work.channel)
  if (pause === undefined) return 0
  // Orders that wait for the same moment shall not all come in that moment.
  return Math.max(1, secondsBetween(ports.clock.now(), pause)) * (1 + Math.random() / 4)
}

async function takeClaim(
  { ports, work }: Sending,
  task: SendTask,
  attempt: Attempt,
): Promise<Stored<Order> | undefined> {
  const at = ports.clock.now()
  const claimedAt = ports.machine.now()
  const nonce = ports.machine.nonce()
  const lease = { nonce, claimedAt, leaseUntil: addSeconds(claimedAt, work.leaseSeconds) }
  const taking = { claim: lease, at, attempt: attempt.attempt }
  const chunk = claim(task.value.chunk, (n) => attempt.selects(n), taking)
  const value = withChunk(task.value, chunk, at)
  const update = await ports.orders.update(value, task.version).catch(transient)
  if ('version' in update) return { value, version: update.version }
  // The claim may stand although its answer was lost; the store repeats such a write and conflicts with itself.
  const found = await readAgain(ports, value)
  if (found?.value.chunk.claim?.nonce === nonce) return found
  if (update instanceof TransientFault) throw update
  return undefined
}
