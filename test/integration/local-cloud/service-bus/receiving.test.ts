import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { brokerWith, deadLetterOptions, failure, queueName, queueOf, receiveOne, subscribe } from './started-broker.ts'

test('a completed message is gone', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  await receiver.completeMessage(await receiveOne(receiver))
  expect(queueOf(broker)).toMatchObject({ active: 0, locked: 0, counts: { completed: 1 } })
})

test('an abandoned message comes again, counted and with changed properties', async () => {
  const { client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1, applicationProperties: { kept: 'yes', changed: 1 } })
  const receiver = client.createReceiver(queueName)
  await receiver.abandonMessage(await receiveOne(receiver), { changed: 2, added: 'new' })
  const again = await receiveOne(receiver)
  expect(again.deliveryCount).toBe(1)
  expect(again.applicationProperties).toEqual({ kept: 'yes', changed: 2, added: 'new' })
})

test('an abandoned message keeps its place before later ones', async () => {
  const { client } = await brokerWith()
  await client.createSender(queueName).sendMessages([{ body: 1 }, { body: 2 }])
  const receiver = client.createReceiver(queueName)
  await receiver.abandonMessage(await receiveOne(receiver))
  expect((await receiveOne(receiver)).body).toBe(1)
})

test('after the last permitted delivery a message is a dead letter', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 'poison' })
  const receiver = client.createReceiver(queueName)
  for (const count of [0, 1, 2]) {
    const message = await receiveOne(receiver)
    expect(message.deliveryCount).toBe(count)
    await receiver.abandonMessage(message)
  }
  expect(queueOf(broker)).toMatchObject({ active: 0, deadLettered: 1 })
  const dead = await receiveOne(client.createReceiver(queueName, { subQueueType: 'deadLetter' }))
  expect(dead).toMatchObject({ body: 'poison', deadLetterReason: 'MaxDeliveryCountExceeded', deliveryCount: 3 })
  expect(dead.deadLetterSource).toBe(queueName)
})

test('a receiver dead-letters with reason, description and properties of its own; the number stays', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  const message = await receiveOne(receiver)
  const reasons = { deadLetterReason: 'why', deadLetterErrorDescription: 'because' }
  await receiver.deadLetterMessage(message, deadLetterOptions(reasons, { own: 'property' }))
  const deadLetters = client.createReceiver(queueName, { subQueueType: 'deadLetter' })
  const dead = await receiveOne(deadLetters)
  expect(dead).toMatchObject({ ...reasons, applicationProperties: { own: 'property' } })
  expect(dead.sequenceNumber).toEqual(message.sequenceNumber)
  await deadLetters.abandonMessage(dead)
  for (let round = 0; round < 5; round++) await deadLetters.abandonMessage(await receiveOne(deadLetters))
  expect(queueOf(broker).deadLettered).toBe(1)
  await deadLetters.completeMessage(await receiveOne(deadLetters))
  expect(queueOf(broker).deadLettered).toBe(0)
})

test('receiveAndDelete leaves nothing to settle', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages([{ body: 1 }, { body: 2 }])
  const receiver = client.createReceiver(queueName, { receiveMode: 'receiveAndDelete' })
  const received = await receiver.receiveMessages(2, { maxWaitTimeInMs: 5000 })
  expect(received.map(({ body }) => body as number)).toEqual([1, 2])
  expect(queueOf(broker)).toMatchObject({ active: 0, locked: 0 })
})

test('a subscription handles more messages than a session has slots', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  const total = 5000
  for (let sent = 0; sent < total; sent += 500)
    await sender.sendMessages(Array.from({ length: 500 }, (_, index) => ({ body: sent + index })))
  const seen = new Set<number>()
  const receiver = client.createReceiver(queueName)
  const errors = subscribe(receiver, ({ body }) => seen.add(body as number), { maxConcurrentCalls: 100 })
  await vi.waitFor(() => expect(queueOf(broker).counts.completed).toBe(total), { timeout: 30_000 })
  expect(seen.size).toBe(total)
  expect(errors).toEqual([])
})

test('a handler that throws gets its message again', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const counts: (number | undefined)[] = []
  subscribe(client.createReceiver(queueName), ({ deliveryCount }) => {
    counts.push(deliveryCount)
    if (counts.length < 3) throw new Error('not yet')
  })
  await vi.waitFor(() => expect(queueOf(broker).counts.completed).toBe(1))
  expect(counts).toEqual([0, 1, 2])
})

test('two receivers share a queue evenly', async () => {
  const { broker, client } = await brokerWith()
  const counts = [0, 0]
  for (const index of [0, 1]) {
    const count = () => (counts[index] = (counts[index] ?? 0) + 1)
    subscribe(client.createReceiver(queueName), count, { maxConcurrentCalls: 10 })
  }
  await delay(100)
  await client.createSender(queueName).sendMessages(Array.from({ length: 200 }, (_, body) => ({ body })))
  await vi.waitFor(() => expect(queueOf(broker).counts.completed).toBe(200))
  expect(Math.min(...counts)).toBeGreaterThan(50)
})

test('receiving again and again while messages trickle in never makes a new link, and loses nothing', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  const receiver = client.createReceiver(queueName)
  const total = 300
  const sending = (async () => {
    for (let body = 0; body < total; body++) {
      await sender.sendMessages({ body })
      await delay(2)
    }
  })()
  const attached = linksOf(receiver)
  const received = new Set<number>()
  const names = new Set<string>()
  while (received.size < total) {
    for (const message of await receiver.receiveMessages(1, { maxWaitTimeInMs: 2 })) {
      received.add(message.body as number)
      await receiver.completeMessage(message)
    }
    names.add(attached())
  }
  await sending
  expect(names.size).toBe(1)
  expect(queueOf(broker).counts).toMatchObject({ completed: total, delivered: total })
})

/** The name of the link that the SDK holds at the moment: it makes a new one when a drain is not answered. */
const linksOf = (receiver: object) => () =>
  (receiver as { _batchingReceiver?: { link?: { name: string } } })._batchingReceiver?.link?.name ?? ''

test('receiving from a queue that does not exist fails as it does on Azure', async () => {
  const { client } = await brokerWith()
  const error = await failure(client.createReceiver('missing').receiveMessages(1, { maxWaitTimeInMs: 5000 }))
  expect(error.code).toBe('MessagingEntityNotFound')
})

test('a subscription to a queue that does not exist is told once a second, not in a tight loop', async () => {
  const { client } = await brokerWith()
  const errors = subscribe(client.createReceiver('missing'), () => undefined)
  await delay(1500)
  expect(errors).toContain('MessagingEntityNotFound')
  expect(errors.length).toBeLessThanOrEqual(3)
})

test('what a lost client held comes back when the lock ends, not before', async () => {
  const { broker, client } = await brokerWith({ lockDuration: 'PT0.5S' })
  await client.createSender(queueName).sendMessages({ body: 1 })
  await receiveOne(client.createReceiver(queueName))
  await client.close()
  expect(queueOf(broker)).toMatchObject({ active: 0, locked: 1 })
  await vi.waitFor(() => expect(queueOf(broker)).toMatchObject({ active: 1, locked: 0 }))
})

test('a message can be settled after the receiver that got it was closed', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  const message = await receiveOne(receiver)
  await receiver.close()
  await client.createReceiver(queueName).completeMessage(message)
  expect(queueOf(broker)).toMatchObject({ locked: 0, active: 0 })
})
