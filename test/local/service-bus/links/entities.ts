import type { Journal } from '../journal/journal.ts'
import type { Queue } from '../queue/queue-state.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import type { EntityAddress } from './entity-address.ts'

/** What links attach to: a queue, or its dead-letter queue, with everything that serves it. */
export interface Entity {
  readonly queue: Queue
  readonly dispatcher: Dispatcher
  /** Nothing can be sent to a dead-letter queue. */
  readonly isDeadLetters: boolean
  readonly journal: Journal
}

export interface Entities {
  /** Undefined when there is no such queue; names are compared as the service does, without regard to case. */
  find(address: EntityAddress): Entity | undefined
}

export function createEntities(queues: Iterable<Queue>, journal: Journal): Entities {
  const byName = new Map<string, { queue: Entity; deadLetters: Entity }>()
  for (const queue of queues) {
    byName.set(queue.name.toLowerCase(), {
      queue: { queue, journal, isDeadLetters: false, dispatcher: createDispatcher(queue.main) },
      deadLetters: { queue, journal, isDeadLetters: true, dispatcher: createDispatcher(queue.deadLetters) },
    })
  }
  return {
    find(address) {
      return address.node === 'cbs' ? undefined : byName.get(address.queue.toLowerCase())?.[address.node]
    },
  }
}
