import type { ServiceBusClient, ServiceBusMessage, ServiceBusSender } from '@azure/service-bus'
import { TransientFault } from '../../domain/faults.ts'
import { messageId } from '../../domain/message.ts'
import type { Bus, Clock, RawReport } from '../../use-cases/ports.ts'

/** The name of the queue that Event Grid writes to; its messages are the only ones of ours with addresses in them. */
export const reportQueue = 'delivery-reports'
/** Raised by every copy of a report, in its application properties: the body stays as Event Grid wrote it. */
export const hopProperty = 'hop'

/** 256 KiB is the limit of a send on the Standard tier; our messages stay below 1 KiB. */
const mostMessages = 200

/** Posts through one sender per queue, kept open for the life of the process. */
export function serviceBus(client: ServiceBusClient, clock: Clock): Bus {
  const send = sending(client)
  const schedule = (delaySeconds: number) =>
    delaySeconds <= 0
      ? {}
      : { scheduledEnqueueTimeUtc: new Date(clock.now().getTime() + Math.max(1, delaySeconds) * 1000) }
  return {
    post: (queue, messages, delaySeconds) =>
      send(
        queue,
        messages.map((body) => ({ body, messageId: messageId(queue, body), ...schedule(delaySeconds) })),
      ),
    postAgenda: (buckets, run) =>
      send(
        'agenda',
        buckets.map((bucket) => ({ body: { bucket }, messageId: `agenda:${bucket}:${run}` })),
      ),
    postReports: (reports, delaySeconds) =>
      send(
        reportQueue,
        reports.map((report) => ({ ...copyOfReport(report), ...schedule(delaySeconds) })),
      ),
  }
}

const copyOfReport = ({ id, body, hop }: RawReport): ServiceBusMessage => ({
  body,
  messageId: `${id.slice(0, 100)}:hop:${hop + 1}`,
  applicationProperties: { [hopProperty]: hop + 1 },
})

function sending(client: ServiceBusClient) {
  const senders = new Map<string, ServiceBusSender>()
  const senderOf = (queue: string) => {
    const sender = senders.get(queue) ?? client.createSender(queue)
    senders.set(queue, sender)
    return sender
  }
  return async (queue: string, messages: readonly ServiceBusMessage[]): Promise<void> => {
    const json = messages.map((message) => ({ ...message, contentType: 'application/json' }))
    try {
      for (let from = 0; from < json.length; from += mostMessages) {
        const part = json.slice(from, from + mostMessages)
        await senderOf(queue).sendMessages(part.length === 1 && part[0] !== undefined ? part[0] : part)
      }
    } catch (cause) {
      throw new TransientFault('BUS_UNAVAILABLE', { cause })
    }
  }
}
