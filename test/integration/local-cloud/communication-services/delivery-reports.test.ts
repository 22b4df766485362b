import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import queues from '../../../../infra/queues.json' with { type: 'json' }
import {
  startCommunicationServices,
  type CommunicationServicesOptions,
  type CommunicationServicesReady,
} from '../../../local/communication-services/start-communication-services.ts'
import type { Running } from '../../../local/process/serve.ts'
import { spawnProcess } from '../../../local/process/spawn.ts'
import { startServiceBus, type ServiceBusReady } from '../../../local/service-bus/start-service-bus.ts'
import { emailTo, inbox, quiet, sendRaw } from './started-services.ts'

const brokerOptions = (port: number) => ({ port, queues: { 'delivery-reports': queues['delivery-reports'] } })
const startBroker = (port = 0) => startServiceBus(brokerOptions(port))
const spawnBroker = (port = 0) =>
  spawnProcess<ServiceBusReady>({
    main: new URL('../../../local/service-bus/main.ts', import.meta.url),
    options: brokerOptions(port),
  })

let broker: Running<ServiceBusReady>
let received: ServiceBusReceivedMessage[]
/** Undoes what a test has started, last things first. */
let cleanUps: (() => Promise<unknown>)[]

beforeEach(async () => {
  cleanUps = []
  received = []
  broker = await startBroker()
  cleanUps.push(() => broker.stop())
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
})

function receive(connectionString = broker.ready.connectionString) {
  const client = new ServiceBusClient(connectionString)
  cleanUps.push(() => client.close())
  client.createReceiver('delivery-reports').subscribe({
    processMessage: (message) => Promise.resolve(void received.push(message)),
    processError: () => Promise.resolve(),
  })
}

async function start(options: Partial<CommunicationServicesOptions> = {}) {
  const connection = { ...quiet, serviceBusConnectionString: broker.ready.connectionString }
  const services = await startCommunicationServices({ ...connection, ...options })
  cleanUps.push(() => services.stop())
  return services
}

const statuses = () => received.map(({ body }) => (body as { data: { status: string } }).data.status)
const arrival = (count: number) => vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 10_000 })
const owed = (services: Running<CommunicationServicesReady>) =>
  (services.inspect?.() as { reportsOwed: number }).reportsOwed

test('a report arrives as Event Grid sends it: one JSON object, under its own id', async () => {
  receive()
  const { ready } = await start({ reportSchema: 'event-grid' })
  const operationId = randomUUID()
  await sendRaw(ready, emailTo('bounced@example.no'), operationId)
  await arrival(1)
  const [email] = await inbox(ready)
  const { eventId, dueAt, postedAt } = email?.reports[0] ?? {}
  expect(received[0]).toMatchObject({
    messageId: eventId,
    contentType: 'application/json',
    applicationProperties: {
      'aeg-event-type': 'Microsoft.Communication.EmailDeliveryReportReceived',
      'aeg-output-event-id': eventId,
    },
    body: {
      id: eventId,
      topic: expect.stringContaining('Microsoft.Communication') as string,
      subject: `sender/noreply@example.no/message/${operationId}`,
      eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
      dataVersion: '1.0',
      metadataVersion: '1',
      eventTime: dueAt,
      data: {
        sender: 'noreply@example.no',
        recipient: 'bounced@example.no',
        messageId: operationId,
        status: 'Bounced',
        deliveryStatusDetails: { statusMessage: expect.any(String) as string },
        deliveryAttemptTimeStamp: dueAt,
      },
    },
  })
  expect(Date.parse(postedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(dueAt ?? ''))
})

test('a subscription of the other schema has CloudEvents', async () => {
  receive()
  const { ready } = await start({ reportSchema: 'cloud-events' })
  const operationId = randomUUID()
  await sendRaw(ready, emailTo('filtered@example.no'), operationId)
  await arrival(1)
  expect(received[0]).toMatchObject({
    contentType: 'application/cloudevents+json',
    body: {
      specversion: '1.0',
      type: 'Microsoft.Communication.EmailDeliveryReportReceived',
      source: expect.stringContaining('Microsoft.Communication') as string,
      data: { messageId: operationId, status: 'FilteredSpam' },
    },
  })
  expect(received[0]?.body).not.toHaveProperty('eventType')
})

test('if nobody chose, the schemas take turns', async () => {
  receive()
  const { ready } = await start()
  for (const address of ['a@example.no', 'b@example.no', 'c@example.no']) await sendRaw(ready, emailTo(address))
  await arrival(3)
  const types = (await inbox(ready)).map(({ reports }) => reports[0]?.schema)
  expect(types).toEqual(['event-grid', 'cloud-events', 'event-grid'])
})

test('a report sent twice comes in two messages that no duplicate detection takes for one', async () => {
  receive()
  const { ready } = await start()
  await sendRaw(ready, emailTo('reported-twice@example.no'))
  await arrival(2)
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(2)
})

test('an early report is on the queue before the send request is answered', async () => {
  const { ready, ...services } = await start({ reportDelayMs: 60_000 })
  await sendRaw(ready, emailTo('ola@example.no'))
  await sendRaw(ready, emailTo('reported-early@example.no'))
  expect(services.inspect?.()).toMatchObject({ reportsPosted: 1, reportsOwed: 1 })
})

test('reports wait for a broker that is away, and each arrives when it is back', async () => {
  const { port } = broker.ready
  const services = await start()
  await broker.stop()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await sendRaw(services.ready, emailTo('ola@example.no', 'bounced@example.no'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(owed(services)).toBe(2)
  broker = await startBroker(port)
  receive()
  await arrival(2)
  await vi.waitFor(() => expect(owed(services)).toBe(0))
  expect(statuses().sort()).toEqual(['Bounced', 'Delivered'])
})

test('reports go on arriving when the broker was killed between two of them', async () => {
  const killed = await spawnBroker()
  const services = await start({ serviceBusConnectionString: killed.ready.connectionString })
  await sendRaw(services.ready, emailTo('ola@example.no'))
  await vi.waitFor(() => expect(owed(services)).toBe(0))
  await killed.kill()

  const next = await spawnBroker(killed.ready.port)
  cleanUps.push(() => next.stop())
  receive(next.ready.connectionString)
  await sendRaw(services.ready, emailTo('bounced@example.no'))
  await arrival(1)
  expect(statuses()).toEqual(['Bounced'])
})

test('a report owed by a process that was killed is posted by the next one, and those posted are not again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'communication-services-'))
  cleanUps.push(() => rm(folder, { recursive: true }))
  receive()
  const main = new URL('../../../local/communication-services/main.ts', import.meta.url)
  const options = { ...quiet, folder, serviceBusConnectionString: broker.ready.connectionString }
  const first = await spawnProcess<CommunicationServicesReady>({ main, options })
  await sendRaw(first.ready, emailTo('ola@example.no'))
  await arrival(1)
  await sendRaw(first.ready, emailTo('bounced+delayed-1s@example.no'))
  await first.kill()

  const second = await spawnProcess<CommunicationServicesReady>({ main, options })
  cleanUps.push(() => second.stop())
  await arrival(2)
  expect(statuses()).toEqual(['Delivered', 'Bounced'])
  const { value } = await second.inspect()
  expect(value).toMatchObject({ accepted: 2, reportsPosted: 2, reportsOwed: 0 })
})
