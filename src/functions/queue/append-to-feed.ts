import type { ServiceBusQueueHandler } from '@azure/functions'
import { growingDelaySeconds, retryOf, type OrderMessage } from '../../domain/message.ts'
import { appendToFeed, type AppendToFeed } from '../../use-cases/append-to-feed.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { timeBox } from '../../use-cases/time-box.ts'
import { batchMs } from './batch-time.ts'
import { parseOrderMessage } from './order-message.ts'
import { postOrWait } from './post-or-wait.ts'

export interface AppendToFeedTrigger extends AppendToFeed {
  readonly ports: AppendToFeed['ports'] & Pick<Ports, 'bus' | 'machine'>
}

/** Takes many orders at a time; those that could not be appended come back later, one by one delayed. */
export const appendToFeedHandler =
  (deps: AppendToFeedTrigger): ServiceBusQueueHandler =>
  async (bodies: unknown) => {
    const batch = parseAll(deps, bodies as readonly unknown[])
    const putOff = await appendToFeed(deps, batch, timeBox(deps.ports.machine, batchMs))
    for (const [attempt, messages] of Map.groupBy(putOff, (message) => message.attempt)) {
      const copies = messages.map(retryOf)
      await postOrWait(deps.ports.machine, () => deps.ports.bus.post('feed', copies, growingDelaySeconds(attempt + 1)))
    }
  }

/** A body that is none of ours is left out: nothing is lost by it, since the agenda knows every order. */
const parseAll = ({ ports }: AppendToFeedTrigger, bodies: readonly unknown[]): OrderMessage[] =>
  bodies.flatMap((body) => {
    try {
      return [parseOrderMessage(body)]
    } catch (cause) {
      ports.log.error('feed-message-unreadable', {}, cause)
      return []
    }
  })
