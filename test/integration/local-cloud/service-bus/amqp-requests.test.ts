import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import rhea, { type Message } from 'rhea'
import { expect, test } from 'vitest'
import { amqpClient, ask, event, plainBroker, receive, send, type AmqpClient } from './amqp-client.ts'
import { queueName } from './started-broker.ts'

const management = `${queueName}/$management`

test('an operation that is not supported is answered with 501', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  for (const operation of ['com.microsoft:get-session-state', 'constructor', '']) {
    const answer = await ask(client, management, { application_properties: { operation }, body: {} })
    expect(answer.application_properties).toMatchObject({ statusCode: 501, errorCondition: 'amqp:not-implemented' })
  }
})

test.each([
  ['com.microsoft:renew-lock', {}],
  ['com.microsoft:renew-lock', { 'lock-tokens': ['text'] }],
  ['com.microsoft:peek-message', { 'from-sequence-number': 'one', 'message-count': 1 }],
  ['com.microsoft:schedule-message', { messages: [{ message: Buffer.from('nonsense') }] }],
  ['com.microsoft:update-disposition', { 'lock-tokens': [Buffer.alloc(16)], 'disposition-status': 'lost' }],
  ['com.microsoft:receive-by-sequence-number', 'text'],
])('a request for %s that does not say what is wanted is answered with 400', async (operation, body) => {
  const { port } = await plainBroker()
  const answer = await ask(await amqpClient(port), management, { application_properties: { operation }, body })
  expect(answer.application_properties).toMatchObject({ statusCode: 400 })
})

test('answers go to the link that the request names, with the id of the request in its own type', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const session = client.session()
  const receivers = []
  for (const target of ['first', 'second'])
    receivers.push(await client.receiver({ source: management, target, rcv_settle_mode: 0 }, session))
  const sender = await client.sender({ target: management }, session)
  const answers: unknown[] = []
  for (const [index, receiver] of receivers.entries()) {
    receiver.on('message', ({ message }: { message: Message }) => answers.push([index, message.correlation_id]))
    receiver.add_credit(10)
  }
  const request = { application_properties: { operation: 'com.microsoft:peek-message' }, body: peek(1, 1) }
  const ids = ['text', 7, rhea.string_to_uuid('0f9dcf3a-7d2c-4d8b-9a2f-9a1b2c3d4e5f')]
  for (const [index, id] of ids.entries()) {
    sender.send({ ...request, message_id: id, reply_to: index === 1 ? 'first' : 'second' })
    while (answers.length <= index) await Promise.race(receivers.map((receiver) => once(receiver, 'message')))
  }
  expect(answers).toEqual([
    [1, 'text'],
    [0, 7],
    [1, ids[2]],
  ])
})

const peek = (from: number, count: number) => ({
  'from-sequence-number': rhea.types.wrap_long(from),
  'message-count': rhea.types.wrap_int(count),
})

test('answers wait for credit, in order', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const receiver = await client.receiver({ source: management, target: 'reply', rcv_settle_mode: 0 })
  const sender = await client.sender({ target: management })
  for (const id of ['one', 'two', 'three'])
    await send(sender, { message_id: id, reply_to: 'reply', application_properties: { operation: 'none' }, body: {} })
  const ids = []
  for (let count = 0; count < 3; count++) ids.push((await receive(receiver)).message.correlation_id)
  expect(ids).toEqual(['one', 'two', 'three'])
})

test('a link is refused by an attach without the terminus that was asked for, and a detach with the reason', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const sender = client.connection.open_sender('missing')
  const [opened, closed] = [event(sender, 'sender_open'), event(sender, 'sender_close')]
  await opened
  expect(sender.target.address).toBeUndefined()
  expect((await closed).sender?.error).toMatchObject({ condition: 'amqp:not-found' })
  const receiver = client.connection.open_receiver('missing')
  await event(receiver, 'receiver_open')
  expect(receiver.source.address).toBeUndefined()
})

async function refusal(client: AmqpClient, address: string, filter?: object): Promise<string | undefined> {
  const receiver = client.connection.open_receiver({
    source: { address, ...(filter !== undefined && { filter: filter as Record<string, unknown> }) },
    credit_window: 0,
  })
  const { receiver: refused } = await event(receiver, 'receiver_close')
  return (refused?.error as { condition?: string } | undefined)?.condition
}

test('a receiver that wants sessions is refused, since no queue has any', async () => {
  const { port } = await plainBroker()
  const filter = { 'com.microsoft:session-filter': rhea.types.wrap_described('session', 0x137000000c) }
  expect(await refusal(await amqpClient(port), queueName, filter)).toBe('amqp:not-allowed')
})

test('nothing can be sent to dead letters', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port)
  const sender = client.connection.open_sender(`${queueName}/$DeadLetterQueue`)
  const { sender: refused } = await event(sender, 'sender_close')
  expect(refused?.error).toMatchObject({ condition: 'amqp:not-allowed' })
})

interface Token {
  readonly resource: string
  readonly name?: string
  readonly seconds?: number
}

/** Answers the status. */
async function putToken(client: AmqpClient, { resource, name = resource, seconds = 60 }: Token): Promise<unknown> {
  const encoded = encodeURIComponent(resource)
  const expiry = Math.floor(Date.now() / 1000) + seconds
  const signature = createHmac('sha256', 'SAS_KEY_VALUE').update(`${encoded}\n${expiry}`).digest('base64')
  const body = `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=RootManageSharedAccessKey`
  const application_properties = { operation: 'put-token', type: 'servicebus.windows.net:sastoken', name }
  const answer = await ask(client, '$cbs', { application_properties, body })
  return answer.application_properties?.['status-code']
}

test('without a login by key every queue needs a token that covers it', async () => {
  const { port } = await plainBroker()
  const client = await amqpClient(port, { anonymous: true })
  expect(await refusal(client, queueName)).toBe('amqp:unauthorized-access')
  expect(await putToken(client, { resource: 'amqps://localhost/other' })).toBe(202)
  expect(await refusal(client, queueName)).toBe('amqp:unauthorized-access')
  expect(await putToken(client, { resource: 'sb://localhost/other', name: `sb://localhost/${queueName}` })).toBe(401)
  expect(await putToken(client, { resource: `sb://localhost/${queueName.toUpperCase()}` })).toBe(202)
  await send(await client.sender({ target: queueName }), { body: 1 })
  expect((await receive(await client.receiver({ source: queueName }))).message.body).toBe(1)
})

test('links are closed when their token runs out, unless another one was put in time', async () => {
  const { port } = await plainBroker()
  const [idle, careful] = [await amqpClient(port, { anonymous: true }), await amqpClient(port, { anonymous: true })]
  for (const client of [idle, careful]) await putToken(client, { resource: queueName, seconds: 2 })
  const [sender, kept] = [await idle.sender({ target: queueName }), await careful.sender({ target: queueName })]
  await putToken(careful, { resource: queueName, seconds: 60 })
  const { sender: closed } = await event(sender, 'sender_close')
  expect(closed?.error).toMatchObject({ condition: 'amqp:unauthorized-access' })
  expect(kept.is_open()).toBe(true)
  expect(await send(kept, { body: 1 })).toBe('accepted')
})

test.each([
  [{ operation: 'put-token', type: 'jwt', name: queueName }, 401],
  [{ operation: 'put-token', type: 'servicebus.windows.net:sastoken', name: queueName }, 401],
  [{ operation: 'delete-token', type: 'servicebus.windows.net:sastoken', name: queueName }, 501],
])('%o with a body that is no token is answered with %i', async (application_properties, status) => {
  const { port } = await plainBroker()
  const client = await amqpClient(port, { anonymous: true })
  const answer = await ask(client, '$cbs', { application_properties, body: 'garbage' })
  expect(answer.application_properties).toMatchObject({ 'status-code': status })
})

test('a login with a wrong key fails', async () => {
  const { port } = await plainBroker()
  const container = rhea.create_container()
  const login = { username: 'RootManageSharedAccessKey', password: 'wrong' }
  const connection = container.connect({ host: '127.0.0.1', port, reconnect: false, ...login })
  container.on('disconnected', () => undefined)
  const { error } = await event(connection, 'connection_error')
  expect((error as { condition?: string }).condition).toBe('amqp:unauthorized-access')
})
