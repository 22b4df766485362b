import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { brokerWith, failure, queueName, queueOf, receiveOne, subscribe } from './started-broker.ts'

test('when a lock runs out the message comes again, counted, and the late settlement is told', async () => {
  const { broker, client } = await brokerWith({ lockDuration: 'PT0.3S' })
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName, { maxAutoLockRenewalDurationInMs: 0 })
  const late = await receiveOne(receiver)
  const again = await receiveOne(receiver)
  expect(again).toMatchObject({ body: 1, deliveryCount: 1 })
  expect((await failure(receiver.completeMessage(late))).code).toBe('MessageLockLost')
  await receiver.completeMessage(again)
  expect(queueOf(broker)).toMatchObject({ active: 0, locked: 0, counts: { completed: 1, abandoned: 1 } })
})

test('a message whose locks run out too often is a dead letter', async () => {
  const { broker, client } = await brokerWith({ lockDuration: 'PT0.1S', maxDeliveryCount: 2 })
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName, { maxAutoLockRenewalDurationInMs: 0 })
  await receiveOne(receiver)
  await receiveOne(receiver)
  await vi.waitFor(() => expect(queueOf(broker)).toMatchObject({ active: 0, locked: 0, deadLettered: 1 }))
})

test('a renewed lock lasts its whole time again', async () => {
  const { client } = await brokerWith({ lockDuration: 'PT0.6S' })
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName, { maxAutoLockRenewalDurationInMs: 0 })
  const message = await receiveOne(receiver)
  await delay(400)
  const until = await receiver.renewMessageLock(message)
  expect(until.getTime() - Date.now()).toBeGreaterThan(400)
  await delay(400)
  await receiver.completeMessage(message)
})

test('a lost lock cannot be renewed', async () => {
  const { client } = await brokerWith({ lockDuration: 'PT0.1S' })
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName, { maxAutoLockRenewalDurationInMs: 0 })
  const message = await receiveOne(receiver)
  await delay(150)
  expect((await failure(receiver.renewMessageLock(message))).code).toBe('MessageLockLost')
})

test('the SDK keeps a lock for as long as the handler takes', async () => {
  const { broker, client } = await brokerWith({ lockDuration: 'PT1S' })
  await client.createSender(queueName).sendMessages({ body: 1 })
  const receiver = client.createReceiver(queueName, { maxAutoLockRenewalDurationInMs: 10_000 })
  const errors = subscribe(receiver, () => delay(2500))
  await vi.waitFor(() => expect(queueOf(broker).counts.completed).toBe(1), { timeout: 5000 })
  expect(queueOf(broker).counts.delivered).toBe(1)
  expect(errors).toEqual([])
})
