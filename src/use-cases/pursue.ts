import { TransientFault } from '../domain/faults.ts'
import { withoutPlaces } from '../domain/message.ts'
import { isExpired, nextStep } from '../domain/next-step.ts'
import { settle } from '../domain/notification.ts'
import { withChunk } from '../domain/order.ts'
import { dispatch } from './dispatch.ts'
import { pickUp } from './pick-up.ts'
import { jitterMs, recordChange } from './record-change.ts'
import {
  comeBack,
  publish,
  untouched,
  type ChannelWork,
  type Outcome,
  type SendPorts,
  type SendTask,
} from './send-task.ts'

const looks = 8

/** Takes one step after the other until there is nothing to do now. */
export async function pursue(
  ports: SendPorts,
  work: ChannelWork,
  read: () => Promise<SendTask | undefined>,
): Promise<'done' | 'waits'> {
  let arePlacesUsed = false
  for (let look = 0; look < looks;) {
    const task = await read()
    if (task === undefined) return 'done'
    const message = arePlacesUsed ? withoutPlaces(task.message) : task.message
    const outcome = await takeStep(ports, work, { ...task, message })
    if (outcome === 'done' || outcome === 'waits') return outcome
    arePlacesUsed ||= outcome === 'more'
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
      await pickUp(ports, task)
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
  const order = await recordChange(ports, task, (current) => {
    const now = { clock: ports.clock.now(), machine: ports.machine.now() }
    if (nextStep(current, now).do !== 'expire') return current
    const finding = { state: 'final', result: 'Failed_TTL' } as const
    const chunk = settle(current.chunk, isExpired(current, now), { finding, at: now.clock })
    return withChunk(current, chunk, now.clock)
  })
  return publish(ports, order)
}
