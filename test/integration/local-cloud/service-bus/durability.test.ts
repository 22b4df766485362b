import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus'
import { expect, onTestFinished, test, vi } from 'vitest'
import { spawnProcess, type Child } from '../../../local/process/spawn.ts'
import type { ServiceBusInspection } from '../../../local/service-bus/inspection.ts'
import type { ServiceBusOptions, ServiceBusReady } from '../../../local/service-bus/start-service-bus.ts'
import {
  deadLetterOptions,
  describedQueue,
  numberOf,
  queueName,
  receiveOne,
  sdkClient,
  startedBroker,
} from './started-broker.ts'

type Broker = Child<ServiceBusReady>

const main = new URL('../../../local/service-bus/main.ts', import.meta.url)

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'service-bus-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function spawned(folder: string, changes: Partial<ServiceBusOptions> = {}): Promise<Broker> {
  const options = { port: 0, folder, queues: { [queueName]: describedQueue }, ...changes }
  const broker = await spawnProcess<ServiceBusReady>({ main, options })
  onTestFinished(() => broker.kill())
  return broker
}

const inspected = async (broker: Broker) => (await broker.inspect<ServiceBusInspection>()).value.queues[queueName]

/** Sends in twenty lanes for as long as there is a broker; answers the ids that it has acknowledged so far. */
function keepSending(client: ServiceBusClient, prefix: string): ReadonlySet<string> {
  const sender = client.createSender(queueName)
  const acknowledged = new Set<string>()
  const send = async (lane: number) => {
    for (let count = 0; ; count++) {
      const messageId = `${prefix}-${lane}-${count}`
      await sender.sendMessages({ messageId, body: messageId })
      acknowledged.add(messageId)
    }
  }
  for (let lane = 0; lane < 20; lane++) send(lane).catch(() => undefined)
  return acknowledged
}

async function receiveAll(client: ServiceBusClient): Promise<ServiceBusReceivedMessage[]> {
  const receiver = client.createReceiver(queueName, { receiveMode: 'receiveAndDelete' })
  const all = []
  for (;;) {
    const some = await receiver.receiveMessages(1000, { maxWaitTimeInMs: 500 })
    if (some.length === 0) return all
    all.push(...some)
  }
}

function impatient(broker: Broker): ServiceBusClient {
  const client = new ServiceBusClient(broker.ready.connectionString, { retryOptions: { maxRetries: 0 } })
  onTestFinished(() => client.close().catch(() => undefined))
  return client
}

test.each([
  ['the process only', false],
  ['the machine as well', true],
])(
  'nothing acknowledged is lost when the broker is killed while it is being sent to (written for %s)',
  async (_what, fsync) => {
    const folder = newFolder()
    const first = await spawned(folder, { fsync })
    const acknowledged = keepSending(impatient(first), 'sent')
    await vi.waitFor(async () => expect((await inspected(first))?.active).toBeGreaterThan(500))
    await first.kill()
    expect(acknowledged.size).toBeGreaterThan(400)
    const second = await spawned(folder)
    const received = (await receiveAll(sdkClient(second.ready.connectionString))).map(({ messageId }) => messageId)
    expect(received).toEqual(expect.arrayContaining([...acknowledged]))
    expect(new Set(received).size).toBe(received.length)
  },
)

test('what was settled stays settled, and every other state is as it was', async () => {
  const folder = newFolder()
  const first = await spawned(folder)
  const client = impatient(first)
  const sender = client.createSender(queueName)
  await sender.sendMessages(
    ['complete', 'dead', 'defer', 'abandon', 'lock', 'wait'].map((body) => ({ body, messageId: body })),
  )
  const due = new Date(Date.now() + 3_600_000)
  await sender.scheduleMessages({ body: 'schedule' }, due)
  const receiver = client.createReceiver(queueName)
  const next = async () => receiveOne(receiver)
  await receiver.completeMessage(await next())
  await receiver.deadLetterMessage(await next(), deadLetterOptions({ deadLetterReason: 'why' }))
  const deferred = await next()
  await receiver.deferMessage(deferred)
  await receiver.abandonMessage(await next(), { note: 'again' })
  const again = await next()
  await receiver.abandonMessage(again)
  await next()
  await first.kill()

  const second = await spawned(folder)
  expect(await inspected(second)).toMatchObject({
    active: 3,
    locked: 0,
    deferred: 1,
    deadLettered: 1,
    scheduled: 1,
    nextScheduledAt: due.toISOString(),
  })
  const reborn = sdkClient(second.ready.connectionString)
  const receiverAgain = reborn.createReceiver(queueName)
  const abandoned = await receiveOne(receiverAgain)
  expect(abandoned).toMatchObject({ body: 'abandon', deliveryCount: 2, applicationProperties: { note: 'again' } })
  expect(abandoned.sequenceNumber).toEqual(again.sequenceNumber)
  expect((await receiveOne(receiverAgain)).body).toBe('lock')
  expect(await receiverAgain.receiveDeferredMessages(numberOf(deferred))).toMatchObject([{ body: 'defer' }])
  const dead = await receiveOne(reborn.createReceiver(queueName, { subQueueType: 'deadLetter' }))
  expect(dead).toMatchObject({ body: 'dead', deadLetterReason: 'why' })
})

test('a message that was scheduled before the restart comes at its time, once', async () => {
  const folder = newFolder()
  const first = await spawned(folder)
  await impatient(first)
    .createSender(queueName)
    .scheduleMessages({ body: 1 }, new Date(Date.now() + 700))
  await first.kill()
  const second = await spawned(folder)
  const receiver = sdkClient(second.ready.connectionString).createReceiver(queueName)
  expect((await receiveOne(receiver)).enqueuedSequenceNumber).toBe(1)
  await second.kill()
  const third = await spawned(folder)
  expect(await inspected(third)).toMatchObject({ active: 1, scheduled: 0 })
})

test('ids of completed messages are known after restarts, until their window is over', async () => {
  const folder = newFolder()
  const queues = { [queueName]: { ...describedQueue, duplicateDetectionHistoryTimeWindow: 'PT4S' } }
  const first = await spawned(folder, { queues })
  const client = impatient(first)
  await client.createSender(queueName).sendMessages({ messageId: 'same', body: 1 })
  const sentAt = Date.now()
  const receiver = client.createReceiver(queueName)
  await receiver.completeMessage(await receiveOne(receiver))
  await first.kill()
  // Twice, because the first start already replaces the journal by a snapshot.
  await (await spawned(folder, { queues })).stop()
  const third = await spawned(folder, { queues })
  const sender = sdkClient(third.ready.connectionString).createSender(queueName)
  await sender.sendMessages({ messageId: 'same', body: 2 })
  expect(await inspected(third)).toMatchObject({ active: 0, counts: { duplicatesDropped: 1 } })
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(sentAt + 4000), { timeout: 5000 })
  await sender.sendMessages({ messageId: 'same', body: 3 })
  expect((await inspected(third))?.active).toBe(1)
})

test('sequence numbers are never given twice, also when nothing is left of the queue', async () => {
  const folder = newFolder()
  for (const expected of [1, 2, 3]) {
    const broker = await spawned(folder)
    const client = impatient(broker)
    await client.createSender(queueName).sendMessages({ body: expected })
    const receiver = client.createReceiver(queueName)
    const message = await receiveOne(receiver)
    expect(numberOf(message).toNumber()).toBe(expected)
    await receiver.completeMessage(message)
    await client.close()
    await broker.stop()
  }
})

test('a second broker on the same folder refuses, and one after a killed broker does not', async () => {
  const folder = newFolder()
  const first = await spawned(folder)
  await expect(spawned(folder)).rejects.toThrow(/service-bus did not start: .*in use/)
  await first.kill()
  const third = await spawned(folder)
  await third.stop()
  await expect(startedBroker({ folder })).resolves.toBeDefined()
})

test('a port that is taken is said with code and port, and the folder is free again', async () => {
  const { ready } = await startedBroker()
  const folder = newFolder()
  await expect(startedBroker({ folder, port: ready.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: ready.port,
  })
  await expect(startedBroker({ folder })).resolves.toBeDefined()
})

test('the journal is compacted while the broker runs, and a kill in the middle of it loses nothing', async () => {
  const folder = newFolder()
  // So small that compaction is going on nearly all the time.
  const compactionBytes = 20_000
  const acknowledged: ReadonlySet<string>[] = []
  for (const round of [1, 2, 3, 4]) {
    const broker = await spawned(folder, { compactionBytes })
    acknowledged.push(keepSending(impatient(broker), `round-${round}`))
    await vi.waitFor(async () =>
      expect((await inspected(broker))?.counts.messagesReceived).toBeGreaterThan(300 * round),
    )
    await broker.kill()
  }
  const last = await spawned(folder, { compactionBytes })
  const received = (await receiveAll(sdkClient(last.ready.connectionString))).map(({ messageId }) => messageId)
  expect(received).toEqual(expect.arrayContaining(acknowledged.flatMap((ids) => [...ids])))
  expect(new Set(received).size).toBe(received.length)
  await vi.waitFor(() => expect(generations(folder).length).toBeLessThanOrEqual(2))
  expect(Math.max(...generations(folder))).toBeGreaterThan(10)
})

const generations = (folder: string) => [
  ...new Set(
    readdirSync(folder)
      .flatMap((name) => /^(?:journal|snapshot)-(\d+)/.exec(name)?.[1] ?? [])
      .map(Number),
  ),
]
