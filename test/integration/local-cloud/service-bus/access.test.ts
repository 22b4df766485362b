import { createHmac } from 'node:crypto'
import { ServiceBusClient } from '@azure/service-bus'
import { expect, onTestFinished, test } from 'vitest'
import { isWithin } from '../../../local/service-bus/access/authorizations.ts'
import { checkSasToken } from '../../../local/service-bus/access/sas-token.ts'
import { failure, queueName, startedBroker } from './started-broker.ts'

const key = { name: 'RootManageSharedAccessKey', key: 'SAS_KEY_VALUE' }
const now = new Date('2025-01-01T00:00:00Z')

function token(changes: { resource?: string; expiry?: number; name?: string; key?: string } = {}): string {
  const resource = encodeURIComponent(changes.resource ?? 'sb://127.0.0.1/orders')
  const expiry = changes.expiry ?? now.getTime() / 1000 + 3600
  const signature = createHmac('sha256', changes.key ?? key.key)
    .update(`${resource}\n${expiry}`)
    .digest('base64')
  const name = encodeURIComponent(changes.name ?? key.name)
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${name}`
}

test('a token signed with the key says what it is for and until when', () => {
  expect(checkSasToken(token(), key, now)).toEqual({
    valid: true,
    resource: 'sb://127.0.0.1/orders',
    expiresAt: new Date('2025-01-01T01:00:00Z'),
  })
})

test.each([
  ['signed with another key', token({ key: 'other' }), 'InvalidSignature'],
  ['of another key name', token({ name: 'other' }), 'InvalidSignature'],
  ['whose resource was changed afterwards', token().replace('orders', 'others'), 'InvalidSignature'],
  ['that has expired', token({ expiry: now.getTime() / 1000 }), 'ExpiredToken'],
  ['without signature', token().replace(/&sig=[^&]*/, ''), 'MalformedToken'],
  ['whose expiry is no number', token().replace(/&se=\d*/, '&se=soon'), 'MalformedToken'],
  ['that is something else', 'garbage', 'MalformedToken'],
  ['that is empty', '', 'MalformedToken'],
])('a token %s is refused', (_what, text, reason) => {
  expect(checkSasToken(text, key, now)).toMatchObject({
    valid: false,
    reason: expect.stringContaining(reason) as string,
  })
})

test('a token covers its resource and what is below it', () => {
  expect(isWithin('sb://127.0.0.1:5672/Orders/$management', 'amqps://localhost/orders')).toBe(true)
  expect(isWithin('sb://127.0.0.1/orders', 'sb://127.0.0.1/')).toBe(true)
  expect(isWithin('sb://127.0.0.1/orders-2', 'sb://127.0.0.1/orders')).toBe(false)
  expect(isWithin('sb://127.0.0.1/', 'sb://127.0.0.1/orders')).toBe(false)
})

function clientOf(connectionString: string): ServiceBusClient {
  const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0 } })
  onTestFinished(() => client.close())
  return client
}

test('the SDK with a wrong key is told that it has no access, sending and receiving', async () => {
  const broker = await startedBroker()
  const client = clientOf(broker.ready.connectionString.replace('SAS_KEY_VALUE', 'wrong'))
  const sending = await failure(client.createSender(queueName).sendMessages({ body: 1 }))
  const receiving = await failure(client.createReceiver(queueName).receiveMessages(1))
  expect([sending.code, receiving.code]).toEqual(['UnauthorizedAccess', 'UnauthorizedAccess'])
  expect(sending.message).toContain('InvalidSignature')
})

test('the broker knows another key when it is given one', async () => {
  const broker = await startedBroker({ sharedAccessKey: { name: 'own', key: 'secret' } })
  expect(broker.ready.connectionString).toContain('SharedAccessKeyName=own;SharedAccessKey=secret;')
  await clientOf(broker.ready.connectionString).createSender(queueName).sendMessages({ body: 1 })
})

test('a ready-made token works until it expires and only for its queue', async () => {
  const other = 'other'
  const broker = await startedBroker({
    queues: {
      [queueName]: { maxDeliveryCount: 1, lockDuration: 'PT1M' },
      [other]: { maxDeliveryCount: 1, lockDuration: 'PT1M' },
    },
  })
  const endpoint = `Endpoint=sb://127.0.0.1:${broker.ready.port}/;UseDevelopmentEmulator=true;SharedAccessSignature=`
  const resource = `sb://127.0.0.1:${broker.ready.port}/${queueName}`
  const valid = clientOf(endpoint + token({ resource, expiry: Math.floor(Date.now() / 1000) + 60 }))
  await valid.createSender(queueName).sendMessages({ body: 1 })
  expect((await failure(valid.createSender(other).sendMessages({ body: 1 }))).code).toBe('UnauthorizedAccess')
  const expired = clientOf(endpoint + token({ resource, expiry: Math.floor(Date.now() / 1000) - 1 }))
  expect((await failure(expired.createSender(queueName).sendMessages({ body: 1 }))).message).toContain('ExpiredToken')
})
