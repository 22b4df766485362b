import { notificationIdOf } from '../domain/ids.ts'
import { copyOf } from '../domain/message.ts'
import {
  claim,
  endLease,
  release,
  settle,
  type Chunk,
  type Finding,
  type Notification,
} from '../domain/notification.ts'
import { addSeconds, isPublishable, secondsBetween, withChunk, type Order } from '../domain/order.ts'
import type { Dispatch, Ports, Stored } from './ports.ts'
import { comeBack, publish, type EmailPorts, type EmailTask, type Outcome } from './email-task.ts'
import { recordChange } from './record-change.ts'

/** An attempt takes what nobody has tried to send… */
export const untouched = (n: Notification) => n.state === 'new'
/** …and, once the provider has said that it never got the last attempt, what was tried in vain. */
export const neverArrived = (n: Notification) => n.state === 'new' || n.state === 'claimed' || n.state === 'unknown'

const leaseSeconds = 600
const leastLeaseMs = 60_000
const unknownPauseSeconds = 15

/**
 * One attempt: claim, call, record. The claim is stored before the provider hears of anything, so that whoever finds
 * it later knows that something may have left.
 */
export async function dispatchEmail(
  ports: EmailPorts,
  task: EmailTask,
  selects: (n: Notification) => boolean,
): Promise<Outcome> {
  const pause = await ports.pauses.notBefore('email')
  if (pause !== undefined) return comeBack(ports, task.message, pauseSeconds(ports, pause))
  const startedMs = ports.machine.monotonicMs()
  const claimed = await takeClaim(ports, task, selects)
  if (claimed === undefined) return 'again'
  const remainingMs = leaseSeconds * 1000 - (ports.machine.monotonicMs() - startedMs)
  // The claim was slow to store: by the time the call returned, others might hold the lease.
  if (remainingMs < leastLeaseMs) return comeBack(ports, task.message, remainingMs / 1000 + 1)
  const dispatch = await ports.emailCourier.send(emailOf(task, claimed.value))
  return recordDispatch(ports, { ...task, ...claimed }, dispatch)
}

/** Orders that wait for the same moment shall not all come in that moment. */
const pauseSeconds = ({ clock }: Pick<Ports, 'clock'>, until: Date) =>
  Math.max(1, secondsBetween(clock.now(), until)) * (1 + Math.random() / 4)

async function takeClaim(
  ports: EmailPorts,
  task: EmailTask,
  selects: (n: Notification) => boolean,
): Promise<Stored<Order> | undefined> {
  const at = ports.clock.now()
  const nonce = ports.machine.nonce()
  const taken = { claim: { nonce, leaseUntil: addSeconds(ports.machine.now(), leaseSeconds) }, at }
  const value = withChunk(task.value, claim(task.value.chunk, selects, taken), at)
  const update = await ports.orders.update(value, task.version)
  if (update.outcome === 'stored') return { value, version: update.version }
  // The store repeats a write whose answer was lost: the conflict may be with our own claim.
  const found = await ports.orders.read(value.id)
  return found?.value.chunk.claim?.nonce === nonce ? found : undefined
}

function emailOf({ content }: EmailTask, order: Order) {
  const [notification] = order.chunk.notifications
  if (notification === undefined) throw new Error('an order without notifications was claimed')
  return {
    ...content.email,
    address: notification.address,
    notification: notificationIdOf(order.id, 1, notification.index),
  }
}

/** Stores what the call came to. What others stored meanwhile (a report, say) is kept and decides. */
async function recordDispatch(ports: EmailPorts, claimed: EmailTask, dispatch: Dispatch): Promise<Outcome> {
  const nonce = claimed.value.chunk.claim?.nonce ?? ''
  if (dispatch.outcome === 'deferred') {
    // First everybody's pause: it is what keeps the others from calling in vain.
    await ports.pauses.extend('email', addSeconds(ports.clock.now(), dispatch.seconds))
  }
  const order = await recordChange(ports, { id: claimed.value.id, known: claimed }, (current) => {
    const at = ports.clock.now()
    const chunk = afterDispatch(current.chunk, dispatch, { nonce, at, machineNow: ports.machine.now() })
    return withChunk(current, chunk, at)
  })
  report(ports, claimed, dispatch)
  return followUp(ports, claimed, { dispatch, order })
}

interface During {
  readonly nonce: string
  readonly at: Date
  readonly machineNow: Date
}

function afterDispatch(chunk: Chunk, dispatch: Dispatch, { nonce, at, machineNow }: During): Chunk {
  // Others hold the claim by now. A refusal of the old attempt says nothing of theirs; an acceptance stands.
  if (chunk.claim?.nonce !== nonce) return dispatch.outcome === 'accepted' ? settleAll(chunk, dispatch, at) : chunk
  if (dispatch.outcome === 'deferred') return release(chunk, nonce, at)
  return endLease(settleAll(chunk, dispatch, at), machineNow)
}

function settleAll(chunk: Chunk, dispatch: Dispatch, at: Date): Chunk {
  const finding = findingOf(dispatch)
  return finding === undefined ? chunk : settle(chunk, () => true, { finding, at })
}

function findingOf(dispatch: Dispatch): Finding | undefined {
  switch (dispatch.outcome) {
    case 'accepted':
      return { state: 'accepted', receipt: dispatch.receipt }
    case 'refused':
      return { state: 'final', result: dispatch.result }
    case 'unknown':
      return { state: 'unknown' }
    case 'deferred':
      return undefined
  }
}

function report({ log }: EmailPorts, { value, message }: EmailTask, dispatch: Dispatch): void {
  if (dispatch.outcome === 'accepted') return
  log.warn(`email-${dispatch.outcome}`, { order: value.id, code: dispatch.code, attempt: message.attempt })
}

async function followUp(
  ports: EmailPorts,
  { message }: EmailTask,
  { dispatch, order }: { dispatch: Dispatch; order: Order | undefined },
): Promise<Outcome> {
  if (order !== undefined && isPublishable(order)) return publish(ports, order)
  // A report may be on its way: it settles an unknown attempt at no cost.
  const delay = { deferred: 'seconds' in dispatch ? dispatch.seconds : 0, unknown: unknownPauseSeconds }
  if (dispatch.outcome === 'deferred' || dispatch.outcome === 'unknown') {
    await ports.bus.post('email-send', [copyOf(message)], Math.max(1, delay[dispatch.outcome]))
  }
  return 'done'
}
