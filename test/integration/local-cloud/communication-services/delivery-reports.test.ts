import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CommunicationServicesReady } from '../../../local/communication-services/start-communication-services.ts'
import type { Running } from '../../../local/process/serve.ts'
import { spawnProcess } from '../../../local/process/spawn.ts'
import type { ServiceBusReady } from '../../../local/service-bus/start-service-bus.ts'
import { brokerOptions, openReportRoom, type ReportRoom } from './report-room.ts'
import { emailTo, inbox, quiet, sendRaw } from './started-services.ts'

const spawnBroker = (port?: number) =>
  spawnProcess<ServiceBusReady>({
    main: new URL('../../../local/service-bus/main.ts', import.meta.url),
    options: brokerOptions(port),
  })

let room: ReportRoom

beforeEach(async () => {
  room = await openReportRoom()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await room.close()
})

const statuses = () => room.received.map(({ body }) => (body as { data: { status: string } }).data.status)
const owed = (services: Running<CommunicationServicesReady>) =>
  (services.inspect?.() as { email: { reportsOwed: number } }).email.reportsOwed

test('a report arrives as Event Grid sends it: one JSON object, under its own id', async () => {
  room.receive()
  const { ready } = await room.start({ reportSchema: 'event-grid' })
  const operationId = randomUUID()
  await sendRaw(ready, emailTo('bounced@example.no'), operationId)
  await room.arrival(1)
  const [email] = await inbox(ready)
  const { eventId, dueAt, postedAt } = email?.reports[0] ?? {}
  expect(room.received[0]).toMatchObject({
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
  room.receive()
  const { ready } = await room.start({ reportSchema: 'cloud-events' })
  const operationId = randomUUID()
  await sendRaw(ready, emailTo('filtered@example.no'), operationId)
  await room.arrival(1)
  expect(room.received[0]).toMatchObject({
    contentType: 'application/cloudevents+json',
    body: {
      specversion: '1.0',
      type: 'Microsoft.Communication.EmailDeliveryReportReceived',
      source: expect.stringContaining('Microsoft.Communication') as string,
      data: { messageId: operationId, status: 'FilteredSpam' },
    },
  })
  expect(room.received[0]?.body).not.toHaveProperty('eventType')
})

test('if nobody chose, the schemas take turns', async () => {
  room.receive()
  const { ready } = await room.start()
  for (const address of ['a@example.no', 'b@example.no', 'c@example.no']) await sendRaw(ready, emailTo(address))
  await room.arrival(3)
  const types = (await inbox(ready)).map(({ reports }) => reports[0]?.schema)
  expect(types).toEqual(['event-grid', 'cloud-events', 'event-grid'])
})

test('a report sent twice comes in two messages that no duplicate detection takes for one', async () => {
  room.receive()
  const { ready } = await room.start()
  await sendRaw(ready, emailTo('reported-twice@example.no'))
  await room.arrival(2)
  expect(new Set(room.received.map(({ messageId }) => messageId)).size).toBe(2)
})

test('an early report is on the queue before the send request is answered', async () => {
  const { ready, ...services } = await room.start({ reportDelayMs: 60_000 })
  await sendRaw(ready, emailTo('ola@example.no'))
  await sendRaw(ready, emailTo('reported-early@example.no'))
  expect(services.inspect?.()).toMatchObject({ email: { reportsPosted: 1, reportsOwed: 1 } })
})

test('reports wait for a broker that is away, and each arrives when it is back', async () => {
  const services = await room.start()
  await room.stopBroker()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await sendRaw(services.ready, emailTo('ola@example.no', 'bounced@example.no'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(owed(services)).toBe(2)
  await room.startBrokerAgain()
  room.receive()
  await room.arrival(2)
  await vi.waitFor(() => expect(owed(services)).toBe(0))
  expect(statuses().sort()).toEqual(['Bounced', 'Delivered'])
})

test('reports go on arriving when the broker was killed between two of them', async () => {
  const killed = await spawnBroker()
  const services = await room.start({ serviceBusConnectionString: killed.ready.connectionString })
  await sendRaw(services.ready, emailTo('ola@example.no'))
  await vi.waitFor(() => expect(owed(services)).toBe(0))
  await killed.kill()

  const next = await spawnBroker(killed.ready.port)
  room.onClose(() => next.stop())
  room.receive(next.ready.connectionString)
  await sendRaw(services.ready, emailTo('bounced@example.no'))
  await room.arrival(1)
  expect(statuses()).toEqual(['Bounced'])
})

test('a report owed by a process that was killed is posted by the next one, and those posted are not again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'communication-services-'))
  room.onClose(() => rm(folder, { recursive: true }))
  room.receive()
  const main = new URL('../../../local/communication-services/main.ts', import.meta.url)
  const options = { ...quiet, folder, serviceBusConnectionString: room.connectionString }
  const first = await spawnProcess<CommunicationServicesReady>({ main, options })
  await sendRaw(first.ready, emailTo('ola@example.no'))
  await room.arrival(1)
  await sendRaw(first.ready, emailTo('bounced+delayed-1s@example.no'))
  await first.kill()

  const second = await spawnProcess<CommunicationServicesReady>({ main, options })
  room.onClose(() => second.stop())
  await room.arrival(2)
  expect(statuses()).toEqual(['Delivered', 'Bounced'])
  const { value } = await second.inspect()
  expect(value).toMatchObject({ email: { accepted: 2, reportsPosted: 2, reportsOwed: 0 } })
})
