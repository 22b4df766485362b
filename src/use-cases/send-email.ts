import { TransientFault } from '../domain/faults.ts'
import type { OrderMessage } from '../domain/message.ts'
import { nextStep } from '../domain/next-step.ts'
import { settle } from '../domain/notification.ts'
import { withChunk } from '../domain/order.ts'
import { askForEmail } from './ask-for-email.ts'
import { dispatchEmail, untouched } from './dispatch-email.ts'
import { comeBack, publish, type EmailPorts, type EmailTask, type Outcome } from './email-task.ts'
import { jitterMs, recordChange } from './record-change.ts'

const looks = 8

/**
 * Does what the order of an `email-send` message needs now: send it, ask what became of an earlier attempt, give it
 * up, publish it, or come back later. Repeated, late, early and reordered messages are normal.
 */
export async function sendEmail(ports: EmailPorts, message: OrderMessage): Promise<void> {
  for (let look = 0; look < looks; look++) {
    const found = await ports.orders.readWithContent(message.order)
    // No order stands behind the message, or one that is over for good: there is nothing to send.
    if (found?.content === undefined) return
    if ((await takeStep(ports, { ...found, content: found.content, message })) === 'done') return
    await ports.machine.wait(jitterMs(look))
  }
  throw new TransientFault('ORDER_CONTENDED')
}

async function takeStep(ports: EmailPorts, task: EmailTask): Promise<Outcome> {
  const now = { clock: ports.clock.now(), machine: ports.machine.now() }
  const step = nextStep(task.value, now)
  switch (step.do) {
    case 'nothing':
      return 'done'
    case 'publish':
      return publish(ports, task.value)
    case 'come-back':
      return comeBack(ports, task.message, step.afterSeconds)
    case 'send':
      return dispatchEmail(ports, task, untouched)
    case 'ask':
      return askForEmail(ports, task)
    case 'expire':
      return expire(ports, task)
  }
}

async function expire(ports: EmailPorts, task: EmailTask): Promise<Outcome> {
  const order = await recordChange(ports, { id: task.value.id, known: task }, (current) => {
    if (nextStep(current, { clock: ports.clock.now(), machine: ports.machine.now() }).do !== 'expire') return current
    const at = ports.clock.now()
    const finding = { state: 'final', result: 'Failed_TTL' } as const
    return withChunk(
      current,
      settle(current.chunk, () => true, { finding, at }),
      at,
    )
  })
  return publish(ports, order)
}
