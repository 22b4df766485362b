import { setTimeout as delay } from 'node:timers/promises'
import { isServiceBusError } from '@azure/service-bus'
import { expect, test } from 'vitest'
import { brokerWith, failure, queueName, queueOf, receiveOne } from './started-broker.ts'

test('a message arrives with every property as it was sent', async () => {
  const { client } = await brokerWith()
  const sent = {
    messageId: 'one',
    body: { text: 'blåbærsyltetøy', list: [1, 2.5, null, true] },
    subject: 'subject',
    correlationId: 'correlation',
    contentType: 'application/json',
    replyTo: 'reply',
    to: 'to',
    partitionKey: 'key',
    timeToLive: 60_000,
    applicationProperties: { int: 5, big: 2 ** 40, double: 1.25, yes: true, text: 'æ', none: null, at: new Date(0) },
  }
  await client.createSender(queueName).sendMessages(sent)
  const received = await receiveOne(client.createReceiver(queueName))
  const applicationProperties = { ...sent.applicationProperties, at: 0 }
  expect(received).toMatchObject({ ...sent, applicationProperties, deliveryCount: 0, state: 'active' })
})

test.each([
  ['text', 'text'],
  ['a number', 42],
  ['null', null],
  ['false', false],
  ['bytes', Buffer.from([0, 1, 255])],
])('a body may be %s', async (_what, body) => {
  const { client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body })
  expect((await receiveOne(client.createReceiver(queueName))).body).toEqual(body)
})

test('bodies of the other AMQP types pass through', async () => {
  const { client } = await brokerWith()
  const sender = client.createSender(queueName)
  await sender.sendMessages({ bodyType: 'value', body: { a: 1 } })
  await sender.sendMessages({ bodyType: 'sequence', body: [[1, 'two']] })
  const receiver = client.createReceiver(queueName)
  expect((await receiveOne(receiver)).body).toEqual({ a: 1 })
  expect((await receiveOne(receiver)).body).toEqual([[1, 'two']])
})

test('an array arrives in its order, with one transfer', async () => {
  const { broker, client } = await brokerWith()
  const bodies = Array.from({ length: 100 }, (_, index) => index)
  await client.createSender(queueName).sendMessages(bodies.map((body) => ({ body })))
  const received = await client.createReceiver(queueName).receiveMessages(100, { maxWaitTimeInMs: 5000 })
  expect(received.map(({ body }) => body as number)).toEqual(bodies)
  expect(queueOf(broker).counts).toMatchObject({ transfers: 1, messagesReceived: 100, delivered: 100 })
})

test('a batch says when it is full, and what fits is taken', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  const batch = await sender.createMessageBatch()
  while (batch.count < 100 && batch.tryAddMessage({ body: 'x'.repeat(10_000) }));
  expect(batch.maxSizeInBytes).toBe(262_144)
  expect(batch.count).toBe(26)
  await sender.sendMessages(batch)
  expect(queueOf(broker).active).toBe(26)
})

test('a message of 200 KB travels in several frames both ways', async () => {
  const { client } = await brokerWith()
  const body = Buffer.alloc(200_000, 7)
  await client.createSender(queueName).sendMessages({ body })
  expect((await receiveOne(client.createReceiver(queueName))).body).toEqual(body)
})

test('a message above the limit is refused, and the sender goes on', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  expect((await failure(sender.sendMessages({ body: Buffer.alloc(300_000) }))).code).toBe('MessageSizeExceeded')
  await sender.sendMessages({ body: 'small' })
  expect(queueOf(broker).active).toBe(1)
})

test('a message without id gets one, so that the SDK can settle it', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 'no id' })
  const receiver = client.createReceiver(queueName)
  const received = await receiveOne(receiver)
  expect(received.messageId).toMatch(/^[0-9a-f]{32}$/)
  await receiver.completeMessage(received)
  expect(queueOf(broker)).toMatchObject({ active: 0, locked: 0 })
})

test('a second message with the same id is accepted and dropped, also inside an array', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  await sender.sendMessages({ messageId: 'same', body: 1 })
  await sender.sendMessages([
    { messageId: 'same', body: 2 },
    { messageId: 'other', body: 3 },
    { messageId: 'other', body: 4 },
  ])
  const receiver = client.createReceiver(queueName)
  const received = await receiver.receiveMessages(2, { maxWaitTimeInMs: 5000 })
  expect(received.map(({ body }) => body as number)).toEqual([1, 3])
  for (const message of received) await receiver.completeMessage(message)
  await sender.sendMessages({ messageId: 'same', body: 5 })
  expect(queueOf(broker)).toMatchObject({ active: 0, counts: { duplicatesDropped: 3, messagesReceived: 5 } })
})

test('an id is forgotten when the window is over', async () => {
  const { broker, client } = await brokerWith({ duplicateDetectionHistoryTimeWindow: 'PT0.2S' })
  const sender = client.createSender(queueName)
  await sender.sendMessages({ messageId: 'same', body: 1 })
  await delay(250)
  await sender.sendMessages({ messageId: 'same', body: 2 })
  expect(queueOf(broker).active).toBe(2)
})

test('sending to a queue that does not exist fails as it does on Azure', async () => {
  const { client } = await brokerWith()
  const error = await failure(client.createSender('missing').sendMessages({ body: 1 }))
  expect(isServiceBusError(error) && error.code).toBe('MessagingEntityNotFound')
})

test('2000 sends at once on one sender all arrive', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  await Promise.all(Array.from({ length: 2000 }, (_, body) => sender.sendMessages({ body })))
  expect(queueOf(broker).active).toBe(2000)
})
