import { randomUUID } from 'node:crypto'
import type { ServiceBusClient, ServiceBusMessage, ServiceBusMessageBatch, ServiceBusSender } from '@azure/service-bus'
import { messageId } from '../../domain/message.ts'
import type { Bus, Clock, RawReport } from '../../use-cases/ports.ts'
import { busFault, MessageTooLarge } from './errors.ts'

/** The name of the queue that Event Grid writes to; its messages are the only ones of ours with addresses in them. */
const reportQueue = 'delivery-reports'
/** Raised by every copy of a report, in its application properties: the body stays as Event Grid wrote it. */
const hopProperty = 'hop'

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
  messageId: `${(id || randomUUID()).slice(0, 100)}:hop:${hop + 1}`,
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
    const [only, ...others] = json
    try {
      if (only !== undefined && others.length === 0) await senderOf(queue).sendMessages(only)
      else await sendTogether(senderOf(queue), json)
    } catch (error) {
      throw busFault(error)
    }
  }
}

/** As few requests as the broker's limit allows (256 KiB on the Standard tier): reports may be long. */
async function sendTogether(sender: ServiceBusSender, messages: readonly ServiceBusMessage[]): Promise<void> {
  let batch: ServiceBusMessageBatch | undefined
  for (const message of messages) {
    if (batch?.tryAddMessage(message)) continue
    if (batch !== undefined) await sender.sendMessages(batch)
    batch = await sender.createMessageBatch()
    if (!batch.tryAddMessage(message)) throw new MessageTooLarge(`message ${String(message.messageId)}`)
  }
  if (batch !== undefined) await sender.sendMessages(batch)
}
