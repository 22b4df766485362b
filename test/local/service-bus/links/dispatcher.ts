import type { SubQueue } from '../queue/sub-queue.ts'

/** A receiver's link, from the queue's side. */
export interface Consumer {
  /** Messages that may be sent to it now. */
  room(): number
  /** Takes one message and sends it; false when there was none. */
  deliverOne(): boolean
  /** After everything that could be sent has been. */
  afterDeliveries(): void
}

export interface Dispatcher {
  readonly queue: SubQueue
  add(consumer: Consumer): void
  remove(consumer: Consumer): void
  /** Deals out messages at the end of this operation. */
  wake(): void
}

/** Deals the messages of one queue out to its receivers, one each in turn. */
export function createDispatcher(queue: SubQueue): Dispatcher {
  const consumers: Consumer[] = []
  /** Who is asked first for the next message. */
  let turn = 0
  let awake = false

  const findNext = (): Consumer | undefined => {
    for (let asked = 0; asked < consumers.length; asked++) {
      const consumer = consumers[(turn + asked) % consumers.length]
      if (consumer === undefined || consumer.room() <= 0) continue
      turn += asked
      return consumer
    }
    return undefined
  }

  const dealOut = () => {
    awake = false
    while (findNext()?.deliverOne() === true) turn++
    for (const consumer of consumers) consumer.afterDeliveries()
  }

  const wake = () => {
    if (awake) return
    awake = true
    process.nextTick(dealOut)
  }
  queue.onFree = wake

  return {
    queue,
    wake,
    add: (consumer) => void consumers.push(consumer),
    remove(consumer) {
      const at = consumers.indexOf(consumer)
      if (at >= 0) consumers.splice(at, 1)
    },
  }
}
