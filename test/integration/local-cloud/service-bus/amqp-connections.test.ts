import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { amqpClient, event, plainBroker, send } from './amqp-client.ts'
import { queueName } from './started-broker.ts'

test('when a connection is cut, its receivers get nothing more', async () => {
  const { port, queue } = await plainBroker()
  const client = await amqpClient(port)
  const receiver = await client.receiver({ source: queueName })
  receiver.add_credit(100)
  await delay(20)
  ;(client.connection as unknown as { socket: { destroy(): void } }).socket.destroy()
  await delay(50)
  await send(await (await amqpClient(port)).sender({ target: queueName }), { body: 1 })
  expect(queue()).toMatchObject({ active: 1, locked: 0 })
})

test('a client that asks for heartbeats gets them', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port, { idle_time_out: 200 })
  await delay(700)
  expect(client.connection.is_open()).toBe(true)
})

test('a client that says nothing for too long is disconnected', async () => {
  const { port } = await plainBroker({}, { idleTimeoutMilliseconds: 100 })
  const client = await amqpClient(port)
  const { heartbeat } = silence(client.connection)
  const closed = await event(client.connection, 'connection_close')
  expect(closed.connection.error).toMatchObject({ condition: 'amqp:resource-limit-exceeded' })
  clearInterval(heartbeat)
})

/** Takes the client's heartbeats away. */
function silence(connection: object): { heartbeat: NodeJS.Timeout } {
  const silenced = connection as { heartbeat_out?: NodeJS.Timeout }
  return { heartbeat: setInterval(() => clearTimeout(silenced.heartbeat_out), 10) }
}

test.each([
  ['garbage', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['an older AMQP', Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')],
  [
    'an empty frame that is too small',
    Buffer.concat([Buffer.from('AMQP\x00\x01\x00\x00', 'latin1'), Buffer.alloc(20)]),
  ],
])('%s ends its connection, not the broker', async (_what, bytes) => {
  const { port } = await plainBroker()
  const socket = connect(port, '127.0.0.1')
  socket.resume()
  socket.write(bytes)
  await once(socket, 'close')
  await send(await (await amqpClient(port)).sender({ target: queueName }), { body: 1 })
})

test('what was read and needs no answer is acknowledged at once with an empty frame', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const { socket } = client.connection as unknown as { socket: NodeJS.EventEmitter & { bytesRead: number } }
  await client.receiver({ source: queueName })
  await delay(50)
  const before = socket.bytesRead
  ;(client.session() as unknown as { connection: { _register(): void } }).connection._register()
  await delay(50)
  const begun = socket.bytesRead - before
  client.connection.each_receiver(
    (receiver: { add_credit(credit: number): void }) => receiver.add_credit(1),
    () => true,
  )
  await delay(50)
  expect(socket.bytesRead - before - begun).toBe(8)
})
