import { TransientFault } from '../domain/faults.ts'
import type { OrderMessage } from '../domain/message.ts'
import { isExpired, nextStep } from '../domain/next-step.ts'
import { settle } from '../domain/notification.ts'
import { withChunk } from '../domain/order.ts'
import { dispatch, untouched } from './dispatch.ts'
import { jitterMs, recordChange } from './record-change.ts'
import { comeBack, publish, type ChannelWork, type Outcome, type SendPorts, type SendTask } from './send-task.ts'

const looks = 8

/**
 * Does what the order of a message needs now: send it, find out what became of an earlier attempt, give it up,
 * publish it, or come back later. Repeated, late, early and reordered messages are normal.
 */
export async function sendOrder(ports: SendPorts, work: ChannelWork, message: OrderMessage): Promise<void> {
  for (let look = 0; look < looks;) {
    const found = await ports.orders.readWithContent(message.order)
    // No order stands behind the message, or one that is over for good: there is nothing to send.
    if (found?.content === undefined) return
    const outcome = await takeStep(ports, work, { ...found, content: found.content, message })
    if (outcome === 'done') return
    // An order of many parts is not contended: only looks that came to nothing are counted.
    if (outcome === 'again') await ports.machine.wait(jitterMs(look++))
  }
  throw new TransientFault('ORDER_CONTENDED')
}

async function takeStep(ports: SendPorts, work: ChannelWork, task: SendTask): Promise<Outcome> {
  const now = { clock: ports.clock.now(), machine: ports.machine.now() }
  const step = nextStep(task.value, now)
  switch (step.do) {
    case 'nothing':
      return 'done'
    case 'publish':
      return publish(ports, task.value)
    case 'come-back':
      return comeBack(ports, task, step.afterSeconds)
    case 'send':
      return dispatch({ ports, work }, task, { selects: untouched, attempt: 'new' })
    case 'settle-unknown':
      return work.settleUnknown(task)
    case 'expire':
      return expire(ports, task)
  }
}

async function expire(ports: SendPorts, task: SendTask): Promise<Outcome> {
  const order = await recordChange(ports, { id: task.value.id, known: task }, (current) => {
    const now = { clock: ports.clock.now(), machine: ports.machine.now() }
    if (nextStep(current, now).do !== 'expire') return current
    const finding = { state: 'final', result: 'Failed_TTL' } as const
    const chunk = settle(current.chunk, isExpired(current, now), { finding, at: now.clock })
    return withChunk(current, chunk, now.clock)
  })
  return publish(ports, order)
}
