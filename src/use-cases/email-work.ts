import pLimit from 'p-limit'
import { BrokenPromise, transient, TransientFault } from '../domain/faults.ts'
import { fold, idIn, settle, type Finding, type Notification } from '../domain/notification.ts'
import { addSeconds, secondsBetween, withChunk, type Order } from '../domain/order.ts'
import { fillKeywords } from '../domain/recipient-keywords.ts'
import { dispatch } from './dispatch.ts'
import type { Inquiry } from './courier-ports.ts'
import type { Ports } from './ports.ts'
import { recordChange } from './record-change.ts'
import {
  comeBack,
  publish,
  unsettled,
  type ChannelWork,
  type Outcome,
  type SendPorts,
  type SendTask,
} from './send-task.ts'

export type EmailPorts = SendPorts & Pick<Ports, 'emailCourier'>

/** A request that has just left may not be known at the provider yet (its status route lags behind). */
const graceSeconds = 30

/** How many mails one claim takes: their calls must be over well within its lease, however slow the provider is. */
const mostMails = 50
const concurrentCalls = 10

/** The provider of e-mail can be asked what became of an attempt. */
export function emailWork(ports: EmailPorts): ChannelWork {
  const work: ChannelWork = {
    channel: 'email',
    leaseSeconds: 600,
    group: (candidates) => candidates.slice(0, mostMails),
    call: (task, claimed) => sendAll(ports, task, claimed),
    settleUnknown: (task) => askFor(ports, work, task),
  }
  return work
}

const idOf = ({ id, chunk }: Order, notification: Notification) => idIn(id, chunk, notification)

function sendAll(
  ports: EmailPorts,
  { value, content: { email } }: Parameters<ChannelWork['call']>[0],
  claimed: readonly Notification[],
) {
  if (email === undefined) throw new Error('an e-mail order without e-mail')
  return limited(claimed, (notification) => {
    const { address } = notification
    const { contentType } = email
    const subject = fillKeywords(email.subject, notification)
    const body = fillKeywords(email.body, notification, contentType)
    return ports.emailCourier.send({ ...email, subject, body, address, notification: idOf(value, notification) })
  })
}

function limited<Result>(notifications: readonly Notification[], call: (n: Notification) => Promise<Result>) {
  const limit = pLimit(concurrentCalls)
  return Promise.all(notifications.map((notification) => limit(() => call(notification))))
}

type Answer = Exclude<Inquiry, { outcome: 'not-found' }>

/** So many questions at a time: the provider answers few a minute, and what is known shall be stored soon. */
const mostQuestions = 20

/**
 * Settles attempts whose outcome nobody knows by asking the provider. Only its word, well after the lease, that it
 * never got an attempt allows another one.
 */
async function askFor(ports: EmailPorts, work: ChannelWork, task: SendTask): Promise<Outcome> {
  const askedAt = ports.machine.now()
  const asked = task.value.chunk.notifications.filter(unsettled).slice(0, mostQuestions)
  const { found, missing, fault } = sorted(asked, await askAll(ports, task.value, asked))
  if (found.size > 0) return settleFound(ports, task, found)
  if (missing.length === 0 && fault !== undefined) throw fault
  const { claim } = task.value.chunk
  if (claim === undefined) throw new BrokenPromise('an attempt that nobody knows the outcome of has its claim')
  const missingSeconds = secondsBetween(askedAt, addSeconds(claim.leaseUntil, graceSeconds))
  if (missingSeconds > 0) return comeBack(ports, task, Math.max(missingSeconds, 2))
  return withoutTrace({ ports, work }, task, missing)
}

const askAll = ({ emailCourier }: EmailPorts, order: Order, asked: readonly Notification[]) =>
  limited(asked, (n) => emailCourier.ask(idOf(order, n)).catch(transient))

/** One question that cannot be answered keeps nobody from the answers of the others. */
function sorted(asked: readonly Notification[], inquiries: readonly (Inquiry | TransientFault)[]) {
  const found = new Map<number, Answer>()
  const missing: Notification[] = []
  let fault: TransientFault | undefined
  for (const [i, notification] of asked.entries()) {
    const inquiry = inquiries[i]
    if (inquiry instanceof TransientFault) fault = inquiry
    else if (inquiry?.outcome === 'not-found') missing.push(notification)
    else if (inquiry !== undefined) found.set(notification.index, inquiry)
  }
  return { found, missing, fault }
}

interface Settling {
  readonly ports: EmailPorts
  readonly work: ChannelWork
}

/** What the provider certainly never got may be sent. */
async function withoutTrace(
  { ports, work }: Settling,
  task: SendTask,
  missing: readonly Notification[],
): Promise<Outcome> {
  if (task.value.reservation !== undefined) return refuse(ports, task)
  const indexes = new Set(missing.map(({ index }) => index))
  const selects = (n: Notification) => unsettled(n) && indexes.has(n.index)
  return ports.clock.now() < task.value.expiry
    ? dispatch({ ports, work }, task, { selects, attempt: 'new' })
    : giveUp(ports, task, selects)
}

/** An instant order leaves while somebody waits for it, or not at all. */
async function refuse(ports: EmailPorts, { value, version }: SendTask): Promise<Outcome> {
  const { outcome } = await ports.orders.update({ ...value, reservation: 'refused' }, version)
  return outcome === 'stored' ? 'done' : 'again'
}

/** What never arrived shall not leave after its lifetime. Whoever has claimed it since was in time, and goes on. */
async function giveUp(ports: EmailPorts, task: SendTask, selects: (n: Notification) => boolean): Promise<Outcome> {
  const at = ports.clock.now()
  const finding = { state: 'final', result: 'Failed_TTL' } as const
  const order = withChunk(task.value, settle(task.value.chunk, selects, { finding, at }), at)
  const update = await ports.orders.update(order, task.version)
  if (update.outcome !== 'stored') return 'again'
  return order.chunk.notifications.some(unsettled) ? 'more' : publish(ports, { ...order, state: update.state })
}

const findingOf = (answer: Answer): Finding =>
  answer.outcome === 'accepted'
    ? { state: 'accepted', receipt: answer.receipt }
    : { state: 'final', result: answer.result }

/** Stores what the provider said. What it did not know yet is the next look's. */
async function settleFound(ports: EmailPorts, task: SendTask, found: ReadonlyMap<number, Answer>): Promise<Outcome> {
  ports.log.info('email-attempts-found', { order: task.value.id, attempts: found.size })
  const order = await recordChange(ports, task, (current) => {
    const at = ports.clock.now()
    const notifications = current.chunk.notifications.map((n) => {
      const answer = found.get(n.index)
      return answer === undefined ? n : fold(n, findingOf(answer), at)
    })
    return withChunk(current, { ...current.chunk, notifications }, at)
  })
  return order?.chunk.notifications.some(unsettled) ? 'more' : publish(ports, order)
}
