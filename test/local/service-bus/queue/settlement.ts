import { withApplicationProperties } from '../messages/application-properties.ts'
import { admit, homeOf } from './admission.ts'
import { deadLetter, tooManyDeliveries } from './dead-lettering.ts'
import type { QueueMessage, Settlement } from './queue-message.ts'
import type { Queue } from './queue-state.ts'
import { removeFrom } from './sub-queue.ts'

/** Where a message of the queue goes after a delivery. */
export function settledInMain(queue: Queue, message: QueueMessage, settlement: Settlement): void {
  if (settlement.kind === 'complete') {
    complete(queue, message)
  } else if (settlement.kind === 'deadLetter') {
    message.deliveryCount++
    deadLetter(queue, message, settlement.properties ?? {})
  } else {
    giveBack(queue, message, settlement)
  }
}

/** Where a message of the dead-letter queue goes: it leaves only by being completed. */
export function settledInDeadLetters(queue: Queue, message: QueueMessage, settlement: Settlement): void {
  if (settlement.kind === 'complete') complete(queue, message)
  else giveBack(queue, message, settlement.kind === 'deadLetter' ? { ...settlement, kind: 'abandon' } : settlement)
}

function complete(queue: Queue, message: QueueMessage): void {
  queue.counts.completed++
  removeFrom(homeOf(queue, message), message)
  queue.log.remove(message)
}

type GivenBack = Exclude<Settlement, { kind: 'complete' | 'deadLetter' }>

/** To its old place by sequence number; a deferred message stays deferred. */
function giveBack(queue: Queue, message: QueueMessage, settlement: GivenBack): void {
  if (settlement.kind === 'abandon') queue.counts.abandoned++
  if (settlement.kind === 'defer') message.state = 'deferred'
  if (settlement.kind !== 'release') message.deliveryCount++
  const changed = 'properties' in settlement && Object.keys(settlement.properties).length > 0
  if (changed) message.content = withApplicationProperties(message.content, settlement.properties)
  if (isExhausted(queue, message, settlement)) {
    deadLetter(queue, message, tooManyDeliveries(message.deliveryCount))
    return
  }
  if (changed) queue.log.put(message)
  else queue.log.mark(message)
  admit(queue, message)
}

const isExhausted = (queue: Queue, message: QueueMessage, settlement: GivenBack) =>
  settlement.kind === 'abandon' &&
  message.deadLettered !== true &&
  message.deliveryCount >= queue.rules.maxDeliveryCount
