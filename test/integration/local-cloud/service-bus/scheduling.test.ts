import { expect, test, vi } from 'vitest'
import { brokerWith, failure, queueName, queueOf, receiveOne } from './started-broker.ts'

const soon = (milliseconds: number) => new Date(Date.now() + milliseconds)

test.each([
  ['over the management link', 'scheduleMessages'],
  ['with a property of an ordinary message', 'sendMessages'],
] as const)('a message scheduled %s comes at its time and not before', async (_how, method) => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  const due = soon(400)
  if (method === 'scheduleMessages') await sender.scheduleMessages({ body: 1 }, due)
  else await sender.sendMessages({ body: 1, scheduledEnqueueTimeUtc: due })
  expect(queueOf(broker)).toMatchObject({ active: 0, scheduled: 1, nextScheduledAt: due.toISOString() })
  const message = await receiveOne(client.createReceiver(queueName))
  expect(Date.now()).toBeGreaterThanOrEqual(due.getTime())
  expect(message).toMatchObject({ body: 1, scheduledEnqueueTimeUtc: due, state: 'active' })
  expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(due.getTime())
  expect(queueOf(broker)).toMatchObject({ scheduled: 0, counts: { scheduled: 1 } })
  expect(queueOf(broker)).not.toHaveProperty('nextScheduledAt')
})

test('a scheduled message has a number of its own and takes a new one when it is due', async () => {
  const { client } = await brokerWith()
  const sender = client.createSender(queueName)
  const [first, second] = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], soon(1_500))
  expect([first?.toNumber(), second?.toNumber()]).toEqual([1, 2])
  await sender.sendMessages({ body: 3 })
  const receiver = client.createReceiver(queueName)
  const received = [await receiveOne(receiver), await receiveOne(receiver), await receiveOne(receiver)]
  expect(received.map(({ body }) => body as number)).toEqual([3, 1, 2])
  expect(received.map(({ sequenceNumber }) => sequenceNumber?.toNumber())).toEqual([3, 4, 5])
  expect(received[1]?.enqueuedSequenceNumber).toBe(1)
})

test('messages come in the order of their times', async () => {
  const { client } = await brokerWith()
  const sender = client.createSender(queueName)
  for (const [body, wait] of [
    [3, 1_500],
    [1, 500],
    [2, 1_000],
  ] as const)
    await sender.scheduleMessages({ body }, soon(wait))
  const receiver = client.createReceiver(queueName)
  const bodies = []
  for (let count = 0; count < 3; count++) bodies.push((await receiveOne(receiver)).body)
  expect(bodies).toEqual([1, 2, 3])
})

test('a time in the past is now', async () => {
  const { client } = await brokerWith()
  await client.createSender(queueName).scheduleMessages({ body: 1 }, new Date(0))
  expect((await receiveOne(client.createReceiver(queueName))).body).toBe(1)
})

test('a cancelled message never comes', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  const numbers = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], soon(200))
  await sender.cancelScheduledMessages(numbers.slice(0, 1))
  expect((await receiveOne(client.createReceiver(queueName))).body).toBe(2)
  expect(queueOf(broker)).toMatchObject({ active: 0, scheduled: 0 })
  expect((await failure(sender.cancelScheduledMessages(numbers.slice(1)))).code).toBe('MessageNotFound')
})

test('one unknown number cancels nothing', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  const numbers = await sender.scheduleMessages({ body: 1 }, soon(60_000))
  await failure(sender.cancelScheduledMessages(numbers.flatMap((number) => [number, number.add(1)])))
  expect(queueOf(broker).scheduled).toBe(1)
})

test('a scheduled duplicate is dropped when it is sent', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  await sender.scheduleMessages({ messageId: 'same', body: 1 }, soon(60_000))
  await sender.sendMessages({ messageId: 'same', body: 2 })
  expect(queueOf(broker)).toMatchObject({ active: 0, scheduled: 1 })
})

test('an expired message becomes a dead letter with the reason, or is dropped where the queue says so', async () => {
  for (const deadLetteringOnMessageExpiration of [true, false]) {
    const { broker, client } = await brokerWith({ deadLetteringOnMessageExpiration })
    await client.createSender(queueName).sendMessages({ body: 1, timeToLive: 150 })
    await vi.waitFor(() => expect(queueOf(broker).active).toBe(0))
    expect(queueOf(broker).deadLettered).toBe(deadLetteringOnMessageExpiration ? 1 : 0)
    if (!deadLetteringOnMessageExpiration) continue
    const dead = await receiveOne(client.createReceiver(queueName, { subQueueType: 'deadLetter' }))
    expect(dead.deadLetterReason).toBe('TTLExpiredException')
  }
})

test('the lifetime of the queue is the longest a message can have', async () => {
  const { client } = await brokerWith({ defaultMessageTimeToLive: 'PT10S' })
  await client.createSender(queueName).sendMessages([
    { body: 1, timeToLive: 3_600_000 },
    { body: 2, timeToLive: 5_000 },
  ])
  const received = await client.createReceiver(queueName).receiveMessages(2, { maxWaitTimeInMs: 5000 })
  const lifetimes = received.map(({ expiresAtUtc, enqueuedTimeUtc }) => Number(expiresAtUtc) - Number(enqueuedTimeUtc))
  expect(lifetimes).toEqual([10_000, 5_000])
})
