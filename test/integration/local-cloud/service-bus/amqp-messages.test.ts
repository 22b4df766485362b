import { setTimeout as delay } from 'node:timers/promises'
import rhea, { type Receiver } from 'rhea'
import { expect, test, vi } from 'vitest'
import { amqpClient, ask, event, plainBroker, receive, send } from './amqp-client.ts'
import { queueName } from './started-broker.ts'

test('the delivery tag is the lock token as .NET writes a GUID', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  await send(await client.sender({ target: queueName }), { body: 1 })
  const { delivery } = await receive(await client.receiver({ source: queueName }))
  const tag = Buffer.from(delivery.tag)
  const uuid = Buffer.from([
    ...tag.subarray(0, 4).reverse(),
    ...tag.subarray(4, 6).reverse(),
    ...tag.subarray(6, 8).reverse(),
    ...tag.subarray(8),
  ])
  const answer = await ask(client, `${queueName}/$management`, {
    application_properties: { operation: 'com.microsoft:renew-lock' },
    body: { 'lock-tokens': rhea.types.wrap_array([uuid], 0x98, undefined) },
  })
  expect(answer.application_properties?.['statusCode']).toBe(200)
  const [until] = (answer.body as { expirations: Date[] }).expirations
  expect(until?.getTime()).toBeGreaterThan(Date.now() + 55_000)
})

test('annotations of the broker have the types that Service Bus gives them, and nobody else can write them', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const forged = { 'x-opt-sequence-number': 99, 'x-opt-partition-key': 'kept', 'x-opt-enqueued-time': new Date(0) }
  await send(await client.sender({ target: queueName }), { body: 1, message_annotations: forged })
  const { message } = await receive(await client.receiver({ source: queueName }))
  expect(message.message_annotations).toEqual({
    'x-opt-sequence-number': 1,
    'x-opt-enqueued-time': expect.any(Date) as Date,
    'x-opt-locked-until': expect.any(Date) as Date,
    'x-opt-partition-key': 'kept',
  })
  expect(message.message_annotations?.['x-opt-enqueued-time']).not.toEqual(new Date(0))
  expect(message).toMatchObject({ delivery_count: 0, first_acquirer: false, ttl: 14 * 86_400_000 })
})

test('every outcome has its effect and is confirmed with the same one', async () => {
  const { port, queue } = await plainBroker({ maxDeliveryCount: 10 })
  const client = await amqpClient(port)
  const sender = await client.sender({ target: queueName })
  const receiver = await client.receiver({ source: queueName })
  const settled = async (settle: (received: Awaited<ReturnType<typeof receive>>) => void) => {
    await send(sender, { body: 1 })
    const received = await receive(receiver)
    settle(received)
    const { delivery } = await event(receiver, 'settled')
    return (delivery?.remote_state?.constructor as { composite_type?: string } | undefined)?.composite_type
  }
  expect(await settled(({ delivery }) => delivery.accept())).toBe('accepted')
  expect(queue()).toMatchObject({ active: 0, locked: 0 })
  expect(await settled(({ delivery }) => delivery.reject({ condition: 'own:reason', description: 'told' }))).toBe(
    'rejected',
  )
  expect(queue()).toMatchObject({ active: 0, locked: 0, deadLettered: 1 })
  expect(await settled(({ delivery }) => delivery.modified({ undeliverable_here: true }))).toBe('modified')
  expect(queue()).toMatchObject({ active: 0, locked: 0, deferred: 1 })
  expect(await settled(({ delivery }) => delivery.modified({ delivery_failed: true }))).toBe('modified')
  expect((await receive(receiver)).message.delivery_count).toBe(1)
  expect(await settled(({ delivery }) => delivery.release())).toBe('released')
  expect((await receive(receiver)).message.delivery_count).toBe(0)
  const dead = await receive(await client.receiver({ source: `${queueName}/$deadletterqueue` }))
  expect(dead.message.application_properties).toEqual({
    DeadLetterReason: 'own:reason',
    DeadLetterErrorDescription: 'told',
  })
})

test('properties keep their exact types when a receiver changes others', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const { types } = rhea
  const sent = {
    long: types.wrap_long(5),
    short: types.wrap_short(6),
    float: types.wrap_float(1.5),
    symbol: types.wrap_symbol('s'),
  }
  await send(await client.sender({ target: queueName }), { body: 1, application_properties: sent })
  const receiver = await client.receiver({ source: queueName })
  const { delivery } = await receive(receiver)
  delivery.modified({ message_annotations: { added: types.wrap_ushort(7) } })
  const encoded = await rawMessage(receiver)
  for (const value of [
    types.wrap_long(5),
    types.wrap_short(6),
    types.wrap_float(1.5),
    types.wrap_symbol('s'),
    types.wrap_ushort(7),
  ])
    expect(encoded.includes(encodedValue(value))).toBe(true)
})

/** The next message as bytes: rhea does not decode what is not of format 0. */

async function rawMessage(receiver: Receiver): Promise<Buffer> {
  const session = receiver.session as unknown as { on_transfer(frame: { payload: Buffer }): void }
  const onTransfer = session.on_transfer.bind(session)
  return new Promise((resolve) => {
    session.on_transfer = (frame) => {
      resolve(frame.payload)
      onTransfer(frame)
    }
    receiver.add_credit(1)
  })
}

function encodedValue(value: unknown): Buffer {
  const { Writer } = rhea.types as unknown as { Writer: new () => { write(value: unknown): void; toBuffer(): Buffer } }
  const writer = new Writer()
  writer.write(value)
  return writer.toBuffer()
}

test('one disposition settles a range of deliveries', async () => {
  const { port, queue } = await plainBroker()
  const client = await amqpClient(port)
  const sender = await client.sender({ target: queueName })
  for (let body = 0; body < 10; body++) await send(sender, { body })
  const receiver = await client.receiver({ source: queueName })
  const ids: number[] = []
  receiver.on('message', ({ delivery }: { delivery: { id: number } }) => ids.push(delivery.id))
  receiver.add_credit(10)
  await vi.waitFor(() => expect(ids.length).toBe(10))
  const frames: { first: number; last: number }[] = []
  const session = receiver.session as unknown as { output(frame: object): void }
  const output = session.output.bind(session)
  session.output = (frame) => {
    if (frame.constructor.toString().startsWith('disposition')) frames.push(frame as { first: number; last: number })
    output(frame)
  }
  const { incoming } = receiver.session as unknown as {
    incoming: { deliveries: { by_id(id: number): { accept(): void } } }
  }
  for (const id of ids) incoming.deliveries.by_id(id).accept()
  await vi.waitFor(() => expect(queue()).toMatchObject({ locked: 0, counts: { completed: 10 } }))
  expect(frames.map(({ first, last }) => last - first)).toEqual([9])
})

test('a pre-settled message is taken without an answer', async () => {
  const { port, queue } = await plainBroker()
  const client = await amqpClient(port)
  const sender = await client.sender({ target: queueName, snd_settle_mode: 1 })
  for (let body = 0; body < 3000; body++) {
    if (!sender.sendable()) await event(sender, 'sendable')
    sender.send({ body })
  }
  await vi.waitFor(() => expect(queue().active).toBe(3000))
})

test('a delivery that its sender aborts is forgotten, and the next one taken', async () => {
  const { port, queue } = await plainBroker()
  const client = await amqpClient(port)
  const sender = await client.sender({ target: queueName })
  const session = sender.session as unknown as { output(frame: Transfer, payload?: Buffer): void }
  interface Transfer {
    more: boolean
    aborted: boolean
  }
  const output = session.output.bind(session)
  session.output = (frame, payload) => {
    session.output = output
    frame.more = true
    output(frame, payload)
    frame.more = false
    frame.aborted = true
    output(frame)
  }
  sender.send({ body: 'aborted' })
  await delay(20)
  // The aborted delivery used up its id.
  expect(await send(sender, { body: 'taken' })).toBe('accepted')
  expect(queue().counts).toMatchObject({ messagesReceived: 1 })
})

test('a message that cannot be read is rejected, and the link goes on', async () => {
  const { port, queue } = await plainBroker()
  const sender = await (await amqpClient(port)).sender({ target: queueName })
  for (const bytes of ['nonsense', '\0Su', '\0Su\xa0', '\0Su\xa0\xff123', '']) {
    const rejected = event(sender, 'rejected')
    sender.send(Buffer.from(bytes, 'latin1'), undefined, 0)
    const state = (await rejected).delivery?.remote_state as { error?: { condition?: string } } | undefined
    expect(state?.error?.condition).toBe('amqp:decode-error')
  }
  expect(await send(sender, { body: 1 })).toBe('accepted')
  expect(queue().active).toBe(1)
})
