import type { Channel } from '../domain/channel.ts'
import { transient } from '../domain/faults.ts'
import {
  endLease,
  fold,
  release,
  type Chunk,
  type Finding,
  type Notification,
  type Taking,
} from '../domain/notification.ts'
import { addSeconds, isPublishable, secondsBetween, withChunk, type Order } from '../domain/order.ts'
import type { Dispatch } from './courier-ports.ts'
import type { Ports } from './ports.ts'
import { recordChange } from './record-change.ts'
import { postCopy, publish, unsettled, untouched, type Outcome, type SendPorts, type SendTask } from './send-task.ts'

const leastUnknownPauseSeconds = 15

/** What became of each notification that was called for, by its index. */
export type Outcomes = ReadonlyMap<number, Dispatch>

export interface Called extends Pick<Taking, 'attempt'> {
  readonly outcomes: Outcomes
}

/** Stores what the calls came to. What others stored meanwhile (a report, say) is kept and decides. */
export async function conclude(ports: SendPorts, claimed: SendTask, called: Called): Promise<Outcome> {
  const { chunk } = claimed.value
  const nonce = chunk.claim?.nonce ?? ''
  const order = await recordChange(ports, claimed, (current) => {
    const at = ports.clock.now()
    const settled = afterCalls(current.chunk, { nonce, ...called }, { at, machineNow: ports.machine.now() })
    return withChunk(current, settled, at)
  })
  tell(ports, claimed, called.outcomes)
  await holdTheChannel(ports, chunk.channel, longestDeferral(called.outcomes))
  return followUp(ports, claimed, { ...called, order })
}

/** Keeps the others from calling in vain. That nobody could be told costs calls, but no notification. */
async function holdTheChannel(ports: SendPorts, channel: Channel, seconds: number | undefined): Promise<void> {
  if (seconds === undefined) return
  const until = addSeconds(ports.clock.now(), seconds)
  const fault = await ports.pauses.extend(channel, until).catch(transient)
  if (fault !== undefined) ports.log.error('pause-not-stored', { channel, until: until.toISOString() }, fault)
}

function longestDeferral(outcomes: Outcomes): number | undefined {
  const seconds = [...outcomes.values()].flatMap((of) => (of.outcome === 'deferred' ? [of.seconds] : []))
  return seconds.length === 0 ? undefined : Math.max(...seconds)
}

/** The chunk after its calls, as far as the claim that they were made under still holds. */
export function afterCalls(
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

interface Recorded extends Called {
  readonly order: Order | undefined
}

async function followUp(ports: SendPorts, task: SendTask, recorded: Recorded): Promise<Outcome> {
  const { outcomes, order = task.value } = recorded
  if (isPublishable(order)) return publish(ports, order)
  const left = { ...task, value: order }
  const deferral = longestDeferral(outcomes)
  return deferral === undefined ? goOn(ports, left, recorded) : postCopy(ports, left, { afterSeconds: deferral })
}

/** Also with what earlier attempts left open: this message is the only one that will look at them soon. */
async function goOn(ports: SendPorts, left: SendTask, { outcomes, attempt }: Recorded): Promise<Outcome> {
  const { notifications } = left.value.chunk
  const hasUntried = notifications.some(untouched)
  const open = notifications.filter(unsettled)
  if (open.length === 0 && !hasUntried) return 'done'
  // The rest of a large chunk is the next attempt's, and a call that was settled makes way for the next repetition.
  if (!isHanging(outcomes) && (hasUntried || attempt === 'repeat')) return 'more'
  return postCopy(ports, left, { afterSeconds: hasUntried ? 1 : pauseSeconds(open, ports.machine.now()) })
}

/** A provider that hangs would use up the time of the function: what is left is a copy's, within its own. */
const isHanging = (outcomes: Outcomes) => [...outcomes.values()].some(({ outcome }) => outcome === 'unknown')

/**
 * A report may be on its way: it settles an open attempt at no cost. Each wait is as long as all before it, counted for
 * the latest attempt: it is the one that still may be repeated when the others no longer can.
 */
const pauseSeconds = (open: readonly Notification[], machineNow: Date) =>
  Math.max(
    leastUnknownPauseSeconds,
    Math.min(...open.map((n) => secondsBetween(n.attemptedAt ?? machineNow, machineNow))),
  )
