import { once } from 'node:events'
import type { Socket } from 'node:net'
import rhea, { type Message } from 'rhea'
import { expect, test, vi } from 'vitest'
import { amqpClient, event, plainBroker, receive, send } from './amqp-client.ts'
import { queueName } from './started-broker.ts'

test('links attach with the source, target and settle modes that were asked for, and the size limit', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const sender = await client.sender({ target: queueName, source: 'my name' })
  expect(sender.target.address).toBe(queueName)
  expect(sender.source.address).toBe('my name')
  expect(sender.max_message_size).toBe(262_144)
  const locking = await client.receiver({ source: queueName, snd_settle_mode: 0, rcv_settle_mode: 1 })
  expect([locking.snd_settle_mode, locking.rcv_settle_mode]).toEqual([0, 1])
  const taking = await client.receiver({ source: queueName, snd_settle_mode: 1, rcv_settle_mode: 0 })
  expect([taking.snd_settle_mode, taking.rcv_settle_mode]).toEqual([1, 0])
})

test('a drain is answered also when no credit is left', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const receiver = await client.receiver({ source: queueName })
  for (const credit of [5, 0]) {
    receiver.add_credit(credit)
    const drained = event(receiver, 'receiver_drained')
    receiver.drain_credit()
    await drained
    receiver.drain = false
  }
  await send(await client.sender({ target: queueName }), { body: 1 })
  expect((await receive(receiver)).message.body).toBe(1)
})

test('a drain first gets what is there', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const sender = await client.sender({ target: queueName })
  for (let body = 0; body < 3; body++) await send(sender, { body })
  const receiver = await client.receiver({ source: queueName })
  const bodies: unknown[] = []
  receiver.on('message', ({ message }: { message: Message }) => bodies.push(message.body))
  const drained = event(receiver, 'receiver_drained')
  receiver.add_credit(10)
  receiver.drain_credit()
  await drained
  expect(bodies).toEqual([0, 1, 2])
})

test('receivers with credit get messages in turn', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const counts = [0, 0]
  for (const index of [0, 1]) {
    const receiver = await client.receiver({ source: queueName })
    receiver.on('message', () => (counts[index] = (counts[index] ?? 0) + 1))
    receiver.add_credit(100)
  }
  const sender = await client.sender({ target: queueName })
  for (let body = 0; body < 20; body++) await send(sender, { body })
  await vi.waitFor(() => expect(counts).toEqual([10, 10]))
})

test('a flow that asks for an echo gets one', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const receiver = await client.receiver({ source: queueName })
  const session = receiver.session as unknown as { output(frame: { echo: boolean }): void }
  const output = session.output.bind(session)
  session.output = (frame) => {
    frame.echo = true
    output(frame)
  }
  const echo = event(receiver, 'receiver_flow')
  receiver.add_credit(1)
  await echo
})

test('a sender and a receiver of one session may have the same name', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const session = client.session()
  const sender = await client.sender({ name: 'same', target: queueName }, session)
  // The client has the same trouble with it as the broker: the first link has to make room for the second.
  const { links } = session as unknown as { links: Record<string, { name: string }> }
  sender.name = 'moved'
  links['moved'] = sender
  delete links['same']
  const receiver = await client.receiver({ name: 'same', source: queueName }, session)
  expect(receiver.source.address).toBe(queueName)
  await send(sender, { body: 1 })
  expect((await receive(receiver)).message.body).toBe(1)
  const closed = once(sender, 'sender_close')
  sender.close()
  await closed
  await send(await client.sender({ target: queueName }), { body: 2 })
  expect((await receive(receiver)).message.body).toBe(2)
})

test.each(['close', 'detach'] as const)('a link can be attached again under its name after a %s', async (ending) => {
  const { port, queue } = await plainBroker({ lockDuration: 'PT0.2S' })
  const client = await amqpClient(port)
  await send(await client.sender({ target: queueName }), { body: 1 })
  const session = client.session()
  for (let round = 0; round < 2; round++) {
    const receiver = await client.receiver({ name: 'again', source: queueName }, session)
    await receive(receiver)
    const closed = event(receiver, 'receiver_close')
    receiver[ending]()
    const { detach } = ((await closed).receiver as unknown as { remote: { detach: { closed?: boolean } } }).remote
    expect(detach.closed ?? false).toBe(ending === 'close')
    expect(queue()).toMatchObject({ active: 0, locked: 1 })
    await vi.waitFor(() => expect(queue()).toMatchObject({ active: 1, locked: 0 }))
  }
})

test.each(['link', 'session', 'connection'] as const)(
  'what a client settles just before it closes its %s counts',
  async (what) => {
    const { port, queue } = await plainBroker()
    const client = await amqpClient(port)
    await send(await client.sender({ target: queueName }), { body: 1 })
    const session = client.session()
    const receiver = await client.receiver({ source: queueName }, session)
    const { delivery } = await receive(receiver)
    delivery.update(true, (rhea.message as unknown as { accepted(): { described(): object } }).accepted().described())
    // In one packet, as other clients write it.
    const { socket } = client.connection as unknown as { socket: Socket }
    socket.cork()
    setImmediate(() => socket.uncork())
    const closing = { link: receiver, session, connection: client.connection }
    closing[what].close()
    await vi.waitFor(() => expect(queue()).toMatchObject({ locked: 0, counts: { completed: 1 } }))
  },
)

test('unsettled deliveries of closed links do not use up the session', async () => {
  const { port } = await plainBroker({ lockDuration: 'PT5M', maxDeliveryCount: 100 })
  const client = await amqpClient(port)
  const session = client.session()
  const sender = await client.sender({ target: queueName })
  const total = 3000
  for (let body = 0; body < total; body++) {
    if (!sender.sendable()) await event(sender, 'sendable')
    sender.send({ body })
  }
  let received = 0
  while (received < total) {
    const receiver = await client.receiver({ source: queueName }, session)
    receiver.on('message', ({ delivery }: { delivery: { settled: boolean } }) => {
      received++
      // Forgotten by the client without a word.
      delivery.settled = true
    })
    const wanted = received + 1000
    receiver.add_credit(1000)
    await vi.waitFor(() => expect(received).toBe(wanted))
    receiver.close()
    await once(receiver, 'receiver_close')
  }
})

test('when a session ends, its receivers get nothing more and others do', async () => {
  const { port, queue } = await plainBroker()
  const client = await amqpClient(port)
  const session = client.session()
  const receiver = await client.receiver({ source: queueName }, session)
  receiver.add_credit(100)
  session.close()
  await once(session, 'session_close')
  await send(await client.sender({ target: queueName }), { body: 1 })
  expect(queue()).toMatchObject({ active: 1, locked: 0 })
  expect((await receive(await client.receiver({ source: queueName }))).message.body).toBe(1)
})
