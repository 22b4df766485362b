import pLimit from 'p-limit'
import { notificationIdOf } from '../domain/ids.ts'
import { fold, settle, type Finding, type Notification } from '../domain/notification.ts'
import { addSeconds, secondsBetween, withChunk, type Order } from '../domain/order.ts'
import { dispatch, unsettled } from './dispatch.ts'
import type { Inquiry, Ports } from './ports.ts'
import { recordChange } from './record-change.ts'
import { comeBack, publish, type ChannelWork, type Outcome, type SendPorts, type SendTask } from './send-task.ts'

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

const idOf = (order: Order, { index }: Notification) => notificationIdOf(order.id, 1, index)

function sendAll(ports: EmailPorts, { value, content: { email } }: SendTask, claimed: readonly Notification[]) {
  if (email === undefined) throw new Error('an e-mail order without e-mail')
  return limited(claimed, (notification) => {
    const { address } = notification
    return ports.emailCourier.send({ ...email, address, notification: idOf(value, notification) })
  })
}

function limited<Result>(notifications: readonly Notification[], call: (n: Notification) => Promise<Result>) {
  const limit = pLimit(concurrentCalls)
  return Promise.all(notifications.map((notification) => limit(() => call(notification))))
}

type Answer = Exclude<Inquiry, { outcome: 'not-found' }>

/**
 * Settles attempts whose outcome nobody knows by asking the provider. Only its word, well after the lease, that it
 * never got an attempt allows another one.
 */
async function askFor(ports: EmailPorts, work: ChannelWork, task: SendTask): Promise<Outcome> {
  const asked = task.value.chunk.notifications.filter(unsettled)
  const inquiries = await limited(asked, (n) => ports.emailCourier.ask(idOf(task.value, n)))
  const found = new Map(
    asked.flatMap(({ index }, i) => {
      const inquiry = inquiries[i]
      return inquiry === undefined || inquiry.outcome === 'not-found' ? [] : [[index, inquiry] as const]
    }),
  )
  if (found.size > 0) return settleFound(ports, task, found)
  const certainAt = addSeconds(task.value.chunk.claim?.leaseUntil ?? new Date(0), graceSeconds)
  const missingSeconds = secondsBetween(ports.machine.now(), certainAt)
  if (missingSeconds > 0) return comeBack(ports, task, Math.max(missingSeconds, 2))
  return ports.clock.now() < task.value.expiry
    ? dispatch({ ports, work }, task, { selects: unsettled, attempt: 'new' })
    : giveUp(ports, task)
}

/** What never arrived shall not leave after its lifetime. Whoever has claimed it since was in time, and goes on. */
async function giveUp(ports: EmailPorts, task: SendTask): Promise<Outcome> {
  const at = ports.clock.now()
  const finding = { state: 'final', result: 'Failed_TTL' } as const
  const order = withChunk(task.value, settle(task.value.chunk, unsettled, { finding, at }), at)
  const { outcome } = await ports.orders.update(order, task.version)
  return outcome === 'stored' ? publish(ports, order) : 'again'
}

const findingOf = (answer: Answer): Finding =>
  answer.outcome === 'accepted'
    ? { state: 'accepted', receipt: answer.receipt }
    : { state: 'final', result: answer.result }

/** Stores what the provider said. What it did not know yet is the next look's. */
async function settleFound(ports: EmailPorts, task: SendTask, found: ReadonlyMap<number, Answer>): Promise<Outcome> {
  ports.log.info('email-attempts-found', { order: task.value.id, attempts: found.size })
  const order = await recordChange(ports, { id: task.value.id, known: task }, (current) => {
    const at = ports.clock.now()
    const notifications = current.chunk.notifications.map((n) => {
      const answer = found.get(n.index)
      return answer === undefined ? n : fold(n, findingOf(answer), at)
    })
    return withChunk(current, { ...current.chunk, notifications }, at)
  })
  return order?.chunk.notifications.some(unsettled) ? 'again' : publish(ports, order)
}
