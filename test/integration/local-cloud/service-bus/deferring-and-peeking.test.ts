import { expect, test } from 'vitest'
import { brokerWith, deadLetterOptions, failure, numberOf, queueName, queueOf, receiveOne } from './started-broker.ts'

test('a deferred message is only given out by its number, and can then be settled', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  const message = await receiveOne(receiver)
  await receiver.deferMessage(message, { note: 'later' })
  expect(queueOf(broker)).toMatchObject({ active: 0, locked: 0, deferred: 1 })
  expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 100 })).toEqual([])
  const [deferred] = await receiver.receiveDeferredMessages(numberOf(message))
  expect(deferred).toMatchObject({ body: 1, state: 'deferred', applicationProperties: { note: 'later' } })
  expect(queueOf(broker)).toMatchObject({ locked: 1, deferred: 0 })
  if (deferred !== undefined) await receiver.completeMessage(deferred)
  expect(queueOf(broker)).toMatchObject({ locked: 0, deferred: 0, counts: { completed: 1 } })
})

test('an abandoned deferred message stays deferred; a dead-lettered one does not', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  const message = await receiveOne(receiver)
  const number = numberOf(message)
  await receiver.deferMessage(message)
  const [first] = await receiver.receiveDeferredMessages(number)
  if (first !== undefined) await receiver.abandonMessage(first)
  expect(queueOf(broker)).toMatchObject({ deferred: 1, locked: 0 })
  const [second] = await receiver.receiveDeferredMessages(number)
  if (second !== undefined) await receiver.deadLetterMessage(second, deadLetterOptions({ deadLetterReason: 'enough' }))
  expect(queueOf(broker)).toMatchObject({ deferred: 0, locked: 0, deadLettered: 1 })
  const dead = await receiveOne(client.createReceiver(queueName, { subQueueType: 'deadLetter' }))
  expect(dead).toMatchObject({ deadLetterReason: 'enough', state: 'active' })
})

test('deferred messages can be received for good', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  const message = await receiveOne(receiver)
  await receiver.deferMessage(message)
  const taker = client.createReceiver(queueName, { receiveMode: 'receiveAndDelete' })
  const taken = await taker.receiveDeferredMessages(numberOf(message))
  expect(taken.map(({ body }) => body as number)).toEqual([1])
  expect(queueOf(broker)).toMatchObject({ deferred: 0, locked: 0, active: 0 })
})

test('a number that is not deferred is not found, and what was asked for with it stays', async () => {
  const { broker, client } = await brokerWith()
  await client.createSender(queueName).sendMessages([{ body: 1 }, { body: 2 }])
  const receiver = client.createReceiver(queueName)
  const message = await receiveOne(receiver)
  await receiver.deferMessage(message)
  const numbers = [numberOf(message), numberOf(message).add(1)]
  expect((await failure(receiver.receiveDeferredMessages(numbers))).code).toBe('MessageNotFound')
  expect(queueOf(broker)).toMatchObject({ deferred: 1, locked: 0, active: 1 })
})

test('peeking shows everything in order with its state, locks nothing, and goes on where it was', async () => {
  const { broker, client } = await brokerWith()
  const sender = client.createSender(queueName)
  await sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }])
  await sender.scheduleMessages({ body: 4 }, new Date(Date.now() + 60_000))
  const receiver = client.createReceiver(queueName)
  const first = await receiveOne(receiver)
  await receiver.deferMessage(first)
  await receiveOne(receiver)
  const peeked = [...(await receiver.peekMessages(2)), ...(await receiver.peekMessages(10))]
  expect(peeked.map(({ body, state }) => [body as number, state])).toEqual([
    [1, 'deferred'],
    [2, 'active'],
    [3, 'active'],
    [4, 'scheduled'],
  ])
  expect(await receiver.peekMessages(1)).toEqual([])
  expect(await receiver.peekMessages(1, { fromSequenceNumber: numberOf(first).add(2) })).toMatchObject([{ body: 3 }])
  expect(queueOf(broker)).toMatchObject({ active: 1, locked: 1, deferred: 1, scheduled: 1 })
})

test('an answer that would be too large holds fewer messages than were asked for', async () => {
  const { client } = await brokerWith()
  const sender = client.createSender(queueName)
  for (let count = 0; count < 8; count++) await sender.sendMessages({ body: Buffer.alloc(200_000) })
  const receiver = client.createReceiver(queueName)
  const first = await receiver.peekMessages(8)
  expect(first.length).toBeGreaterThan(1)
  expect(first.length).toBeLessThan(8)
  const rest = await receiver.peekMessages(8)
  expect(rest[0]?.sequenceNumber?.toNumber()).toBe(first.length + 1)
})

test('dead letters are peeked by themselves', async () => {
  const { client } = await brokerWith()
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName)
  await receiver.deadLetterMessage(await receiveOne(receiver))
  expect(await receiver.peekMessages(1)).toEqual([])
  const deadLetters = client.createReceiver(queueName, { subQueueType: 'deadLetter' })
  expect(await deadLetters.peekMessages(1)).toMatchObject([{ body: 1, deadLetterSource: queueName }])
})
