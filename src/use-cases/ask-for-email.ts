import { notificationIdOf } from '../domain/ids.ts'
import { settle, type Finding } from '../domain/notification.ts'
import { addSeconds, secondsBetween, withChunk } from '../domain/order.ts'
import { dispatchEmail, neverArrived } from './dispatch-email.ts'
import { comeBack, publish, type EmailPorts, type EmailTask, type Outcome } from './email-task.ts'
import type { Inquiry } from './ports.ts'
import { recordChange } from './record-change.ts'

/** A request that has just left may not be known at the provider yet (its status route lags behind). */
const graceSeconds = 30

/**
 * Settles an attempt whose outcome nobody knows by asking the provider. Only its word, well after the lease, that it
 * never got the attempt allows another one.
 */
export async function askForEmail(ports: EmailPorts, task: EmailTask): Promise<Outcome> {
  const { chunk, id } = task.value
  const index = chunk.notifications[0]?.index ?? 1
  const inquiry = await ports.emailCourier.ask(notificationIdOf(id, 1, index))
  if (inquiry.outcome !== 'not-found') return settleInquiry(ports, task, inquiry)
  const certainAt = addSeconds(chunk.claim?.leaseUntil ?? new Date(0), graceSeconds)
  const missingSeconds = secondsBetween(ports.machine.now(), certainAt)
  if (missingSeconds > 0) return comeBack(ports, task.message, Math.max(missingSeconds, 2))
  return ports.clock.now() < task.value.expiry ? dispatchEmail(ports, task, neverArrived) : giveUp(ports, task)
}

/** What never arrived shall not leave after its lifetime. Whoever has claimed it since was in time, and goes on. */
async function giveUp(ports: EmailPorts, task: EmailTask): Promise<Outcome> {
  const at = ports.clock.now()
  const finding = { state: 'final', result: 'Failed_TTL' } as const
  const order = withChunk(
    task.value,
    settle(task.value.chunk, () => true, { finding, at }),
    at,
  )
  const { outcome } = await ports.orders.update(order, task.version)
  return outcome === 'stored' ? publish(ports, order) : 'again'
}

async function settleInquiry(
  ports: EmailPorts,
  task: EmailTask,
  inquiry: Exclude<Inquiry, { outcome: 'not-found' }>,
): Promise<Outcome> {
  const finding: Finding =
    inquiry.outcome === 'accepted'
      ? { state: 'accepted', receipt: inquiry.receipt }
      : { state: 'final', result: inquiry.result }
  ports.log.info('email-attempt-found', { order: task.value.id, outcome: inquiry.outcome })
  const order = await recordChange(ports, { id: task.value.id, known: task }, (current) => {
    const at = ports.clock.now()
    return withChunk(
      current,
      settle(current.chunk, () => true, { finding, at }),
      at,
    )
  })
  return publish(ports, order)
}
