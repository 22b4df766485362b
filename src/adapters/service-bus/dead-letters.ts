import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus'

/** A message that nobody could deal with. Its body may hold addresses. */
export interface DeadLetter {
  /** Unlike any other of its queue, and never given again. */
  readonly number: string
  readonly messageId: string
  readonly body: unknown
  readonly enqueuedAt?: Date
  readonly deliveries: number
  readonly reason: string
}

/** What a dead letter is posted again as. */
export interface ReplayedMessage {
  readonly body: unknown
  readonly messageId: string
}

export interface DeadLetters {
  /** Oldest first. None is touched. */
  list(): Promise<readonly DeadLetter[]>
  /**
   * Posts each letter that `replayed` gives a message for, then removes it: a crash between leaves both, and the next
   * replay posts under the same id.
   */
  replay(replayed: (letter: DeadLetter) => ReplayedMessage | undefined): Promise<void>
}

const page = 100
const patienceMs = 1_000

/** @throws what the SDK throws, with its code */
export function deadLetters(client: ServiceBusClient, queue: string): DeadLetters {
  const opened = async <Result>(work: (receiver: ServiceBusReceiver) => Promise<Result>): Promise<Result> => {
    const receiver = client.createReceiver(queue, { subQueueType: 'deadLetter', maxAutoLockRenewalDurationInMs: 0 })
    return work(receiver).finally(() => receiver.close())
  }
  return {
    list: () => opened(async (receiver) => (await peekAll(receiver)).map(letterOf)),
    replay: (replayed) =>
      opened(async (receiver) => {
        const sender = client.createSender(queue)
        const kept: ServiceBusReceivedMessage[] = []
        for await (const message of lockAll(receiver)) {
          const again = replayed(letterOf(message))
          if (again === undefined) {
            kept.push(message)
            continue
          }
          await sender.sendMessages({ ...again, contentType: message.contentType ?? 'application/json' })
          await receiver.completeMessage(message)
        }
        for (const message of kept) await receiver.abandonMessage(message)
        await sender.close()
      }),
  }
}

async function peekAll(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage[]> {
  const all: ServiceBusReceivedMessage[] = []
  for (;;) {
    const next = await receiver.peekMessages(page)
    if (next.length === 0) return all
    all.push(...next)
  }
}

/** Ends when there are no others, or when one comes again whose lock has run out meanwhile. */
async function* lockAll(receiver: ServiceBusReceiver): AsyncGenerator<ServiceBusReceivedMessage> {
  const seen = new Set<string>()
  for (;;) {
    const messages = await receiver.receiveMessages(page, { maxWaitTimeInMs: patienceMs })
    const fresh = messages.filter(({ sequenceNumber }) => !seen.has(String(sequenceNumber)))
    for (const { sequenceNumber } of fresh) seen.add(String(sequenceNumber))
    yield* fresh
    if (fresh.length === 0) return
  }
}

const letterOf = (message: ServiceBusReceivedMessage): DeadLetter => ({
  number: String(message.sequenceNumber),
  messageId: String(message.messageId ?? ''),
  body: message.body as unknown,
  ...(message.enqueuedTimeUtc && { enqueuedAt: message.enqueuedTimeUtc }),
  deliveries: message.deliveryCount ?? 0,
  reason: message.deadLetterReason ?? 'no reason given',
})
