import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import type { ServiceBusSettings } from '../host-json.ts'

/** The messages of a queue on their way into batches. */
export interface Gathering {
  /**
   * Keeps a message; settles when its batch is released, so that its receiver asks for no other one meanwhile. One that
   * comes after its batch was released waits for the next.
   */
  readonly take: (message: ServiceBusReceivedMessage) => Promise<void>
  /** Settles when there are messages enough for a batch, or the first has waited long enough, or at the end. */
  readonly ready: () => Promise<void>
  /** The messages of a batch, no more of them than a batch may have. */
  readonly release: () => readonly ServiceBusReceivedMessage[]
  readonly end: () => void
}

/** Milliseconds that a batch which is large enough still waits for company. */
const company = 3

export function createGathering(settings: ServiceBusSettings): Gathering {
  const { minMessageBatchSize: least, maxMessageBatchSize: most, maxBatchWaitMilliseconds } = settings
  const taken: { message: ServiceBusReceivedMessage; release: () => void }[] = []
  let deadline = createDeadline(() => undefined)
  let ended = false

  const look = () => {
    if (ended || taken.length >= most) deadline.in(0)
    else if (taken.length >= least) deadline.in(company)
    else if (taken.length > 0) deadline.in(maxBatchWaitMilliseconds)
  }
  return {
    take: (message) =>
      new Promise((release) => {
        taken.push({ message, release })
        look()
      }),
    ready: () =>
      new Promise((ready) => {
        deadline = createDeadline(ready)
        look()
      }),
    release: () => {
      const batch = taken.splice(0, most)
      for (const { release } of batch) release()
      return batch.map(({ message }) => message)
    },
    end: () => {
      ended = true
      look()
    },
  }
}

/** Something that happens once, at the earliest of the times named for it. */
function createDeadline(happen: () => void) {
  let time = Infinity
  let timer: NodeJS.Timeout | undefined
  return {
    in: (milliseconds: number) => {
      if (Date.now() + milliseconds >= time) return
      time = Date.now() + milliseconds
      clearTimeout(timer)
      timer = setTimeout(happen, milliseconds)
    },
  }
}
