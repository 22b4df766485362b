import { copyOf, sendQueueOf } from '../domain/message.ts'
import {
  claim,
  endLease,
  fold,
  release,
  type Chunk,
  type Finding,
  type Notification,
  type Taking,
} from '../domain/notification.ts'
import { addSeconds, isPublishable, secondsBetween, withChunk, type Order } from '../domain/order.ts'
import type { Dispatch, Ports, Stored } from './ports.ts'
import { recordChange } from './record-change.ts'
import { comeBack, publish, type ChannelWork, type Outcome, type SendPorts, type SendTask } from './send-task.ts'

/** An attempt takes what nobody has tried to send… */
export const untouched = (n: Notification) => n.state === 'new'
/** …or what was tried, as far as anybody knows, in vain. */
export const unsettled = (n: Notification) => n.state === 'claimed' || n.state === 'unknown'

export interface Attempt extends Pick<Taking, 'attempt'> {
  selects(n: Notification): boolean
}

interface Sending {
  readonly ports: SendPorts
  readonly work: ChannelWork
}

const leastLeaseMs = 60_000
const leastUnknownPauseSeconds = 15

/**
 * One attempt: claim, call, record. The claim is stored before the provider hears of anything, so that whoever finds
 * it later knows that something may have left. A chunk may take several attempts, a group of its notifications each.
 */
export async function dispatch(sending: Sending, task: SendTask, attempt: Attempt): Promise<Outcome> {
  const { ports, work } = sending
  const hold = await holdSeconds(sending)
  if (hold > 0) return comeBack(ports, task, hold)
  const startedMs = ports.machine.monotonicMs()
  const group = work.group(task.value.chunk.notifications.filter((n) => attempt.selects(n)))
  const claimed = await takeClaim(sending, task, { ...attempt, selects: isIn(group) })
  if (claimed === undefined) return 'again'
  const remainingMs = work.leaseSeconds * 1000 - (ports.machine.monotonicMs() - startedMs)
  // The claim was slow to store: by the time the call returned, others might hold the lease.
  if (remainingMs < leastLeaseMs) return comeBack(ports, task, remainingMs / 1000 + 1)
  const held = { ...task, ...claimed }
  const called = claimed.value.chunk.notifications.filter(isIn(group))
  return record(ports, held, { attempt: attempt.attempt, outcomes: outcomesOf(called, await work.call(held, called)) })
}

const isIn = (group: readonly Notification[]) => {
  const indexes = new Set(group.map(({ index }) => index))
  return ({ index }: Notification) => indexes.has(index)
}

type Outcomes = ReadonlyMap<number, Dispatch>

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
  const update = await ports.orders.update(value, task.version)
  if (update.outcome === 'stored') return { value, version: update.version }
  // The store repeats a write whose answer was lost: the conflict may be with our own claim.
  const found = await ports.orders.read(value.id)
  return found?.value.chunk.claim?.nonce === nonce ? found : undefined
}

interface Called extends Pick<Attempt, 'attempt'> {
  readonly outcomes: Outcomes
}

/** Stores what the calls came to. What others stored meanwhile (a report, say) is kept and decides. */
async function record(ports: SendPorts, claimed: SendTask, called: Called): Promise<Outcome> {
  const { chunk, id } = claimed.value
  const nonce = chunk.claim?.nonce ?? ''
  const deferral = longestDeferral(called.outcomes)
  if (deferral !== undefined) {
    // First everybody's pause: it is what keeps the others from calling in vain.
    await ports.pauses.extend(chunk.channel, addSeconds(ports.clock.now(), deferral))
  }
  const order = await recordChange(ports, { id, known: claimed }, (current) => {
    const at = ports.clock.now()
    const settled = afterCalls(current.chunk, { nonce, ...called }, { at, machineNow: ports.machine.now() })
    return withChunk(current, settled, at)
  })
  tell(ports, claimed, called.outcomes)
  return followUp(ports, claimed, { outcomes: called.outcomes, order })
}

function longestDeferral(outcomes: Outcomes): number | undefined {
  const seconds = [...outcomes.values()].flatMap((of) => (of.outcome === 'deferred' ? [of.seconds] : []))
  return seconds.length === 0 ? undefined : Math.max(...seconds)
}

function afterCalls(
  chunk: Chunk,
  { nonce, attempt, outcomes }: Called & { nonce: string },
  { at, machineNow }: { at: Date; machineNow: Date },
): Chunk {
  const isHolder = chunk.claim?.nonce === nonce
  const notifications = chunk.notifications.map((n) => {
    const outcome = outcomes.get(n.index)
    if (outcome === undefined) return n
    // Others hold the claim by now. A refusal of the old attempt says nothing of theirs; an acceptance stands.
    if (!isHolder && outcome.outcome !== 'accepted') return n
    if (outcome.outcome === 'deferred' && attempt === 'new') return release(n, at)
    return fold(n, findingOf(outcome), at)
  })
  const settled = { ...chunk, notifications }
  return isHolder ? endLease(settled, machineNow) : settled
}

function findingOf(outcome: Dispatch): Finding {
  switch (outcome.outcome) {
    case 'accepted':
      return { state: 'accepted', receipt: outcome.receipt }
    case 'refused':
      return { state: 'final', result: outcome.result }
    case 'unknown':
    case 'deferred':
      // Where a repetition is put off, nobody has told yet what became of the attempt itself.
      return { state: 'unknown' }
  }
}

/** One line per kind and code, however many notifications met with it. */
function tell({ log }: Pick<Ports, 'log'>, { value, message }: SendTask, outcomes: Outcomes): void {
  const bad = [...outcomes.values()].filter((of) => of.outcome !== 'accepted')
  for (const [kind, same] of Map.groupBy(bad, ({ outcome, code }) => `${outcome} ${code}`)) {
    const [outcome = '', code] = kind.split(' ')
    const facts = { order: value.id, code, notifications: same.length, attempt: message.attempt }
    log.warn(`${value.chunk.channel}-${outcome}`, facts)
  }
}

async function followUp(
  ports: SendPorts,
  task: SendTask,
  { outcomes, order }: { outcomes: Outcomes; order: Order | undefined },
): Promise<Outcome> {
  if (order !== undefined && isPublishable(order)) return publish(ports, order)
  const deferral = longestDeferral(outcomes)
  if (deferral !== undefined) return postCopy(ports, task, deferral)
  const notifications = order?.chunk.notifications ?? []
  // The rest of a large chunk is the next attempt's.
  if (notifications.some(untouched)) return 'more'
  // Also those of earlier attempts: this message is the only one that will look at them soon.
  const open = notifications.filter(unsettled)
  return open.length === 0 ? 'done' : postCopy(ports, task, pauseSeconds(open, ports.machine.now()))
}

/**
 * A report may be on its way: it settles an open attempt at no cost. Each wait is as long as all before it, counted for
 * the latest attempt: it is the one that still may be repeated when the others no longer can.
 */
const pauseSeconds = (open: readonly Notification[], machineNow: Date) =>
  Math.max(
    leastUnknownPauseSeconds,
    Math.min(...open.map((n) => secondsBetween(n.attemptedAt ?? machineNow, machineNow))),
  )

async function postCopy({ bus }: SendPorts, { message, value }: SendTask, afterSeconds: number): Promise<Outcome> {
  await bus.post(sendQueueOf(value.chunk.channel), [copyOf(message)], Math.max(1, afterSeconds))
  return 'done'
}
