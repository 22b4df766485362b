import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommunicationServicesReady } from '../../../local/communication-services/start-communication-services.ts'
import { spawnProcess, type Child } from '../../../local/process/spawn.ts'
import { openReportRoom, type ReportRoom } from './report-room.ts'
import { sendSmsRaw, smsInbox, smsTo, type SmsResult } from './send-sms-calls.ts'
import { quiet } from './started-services.ts'

let room: ReportRoom

beforeEach(async () => {
  room = await openReportRoom()
  room.receive()
})
afterEach(() => room.close())

/** Data of the events received, in the spelling of the one schema. */
const received = () => room.received.map(({ body }) => (body as { data: { to: string; messageId: string } }).data)
const numbers = () => received().map(({ to }) => to)
const idsOf = (results: readonly SmsResult[]) => results.map(({ messageId }) => messageId)

test('a report arrives as Event Grid sends it: one JSON object, under the id of the message', async () => {
  const { ready } = await room.start({ reportSchema: 'event-grid' })
  const { results } = await sendSmsRaw(ready, { ...smsTo('+4799910001'), message: 'x'.repeat(161) })
  await room.arrival(1)
  const [sms] = await smsInbox(ready)
  const { dueAt, postedAt } = sms?.reports[0] ?? {}
  const [messageId] = idsOf(results)
  expect(room.received[0]).toMatchObject({
    messageId,
    applicationProperties: { 'aeg-event-type': 'Microsoft.Communication.SMSDeliveryReportReceived' },
    body: {
      id: messageId,
      subject: '/phonenumber/Altinn',
      eventType: 'Microsoft.Communication.SMSDeliveryReportReceived',
      eventTime: dueAt,
      data: {
        messageId,
        from: 'Altinn',
        to: '+4799910001',
        deliveryStatus: 'Failed',
        deliveryStatusDetails: '4006: The recipient is unreachable',
        receivedTimestamp: dueAt,
        deliveryAttempts: [{ timestamp: dueAt, segmentsSucceeded: 0, segmentsFailed: 2 }],
        tag: 'chunk/1',
      },
    },
  })
  expect(Date.parse(postedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(dueAt ?? ''))
})

test('a subscription of the other schema has CloudEvents, their data in Pascal case as documented', async () => {
  const { ready } = await room.start({ reportSchema: 'cloud-events' })
  const { results } = await sendSmsRaw(ready, smsTo('+4790000001'))
  await room.arrival(1)
  expect(room.received[0]?.body).toMatchObject({
    specversion: '1.0',
    type: 'Microsoft.Communication.SMSDeliveryReportReceived',
    data: {
      MessageId: idsOf(results)[0],
      To: '+4790000001',
      DeliveryStatus: 'Delivered',
      DeliveryStatusDetails: '2000: No Error',
      DeliveryAttempts: [{ SegmentsSucceeded: 1, SegmentsFailed: 0 }],
      Tag: 'chunk/1',
    },
  })
})

test('a report sent twice comes in two messages that no duplicate detection takes for one', async () => {
  const { ready } = await room.start({ reportSchema: 'event-grid' })
  await sendSmsRaw(ready, smsTo('+4799933001'))
  await room.arrival(2)
  expect(new Set(room.received.map(({ messageId }) => messageId)).size).toBe(2)
  expect(new Set(received().map(({ messageId }) => messageId)).size).toBe(1)
})

test('an early report is on the queue before the call is answered', async () => {
  const { ready, ...services } = await room.start({ reportDelayMs: 60_000 })
  await sendSmsRaw(ready, smsTo('+4790000001', '+4799936001', '+4799937001'))
  expect(services.inspect?.()).toMatchObject({ sms: { reportsPosted: 2, reportsOwed: 1 } })
})

test('a report can come early although the answer is lost', async () => {
  const { ready, ...services } = await room.start({ reportDelayMs: 60_000 })
  await expect(sendSmsRaw(ready, smsTo('+4799985001'))).rejects.toThrow()
  expect(services.inspect?.()).toMatchObject({ sms: { reportsPosted: 1, reportsOwed: 0 } })
})

test('two numbers of one call are reported in the reversed order, after the answer or before it', async () => {
  const { ready } = await room.start({ reportSchema: 'event-grid' })
  await sendSmsRaw(ready, smsTo('+4799938001', '+4790000001', '+4799938002'))
  await room.arrival(3)
  expect(numbers()).toEqual(['+4790000001', '+4799938002', '+4799938001'])
  await sendSmsRaw(ready, smsTo('+4799939001', '+4799939002'))
  await room.arrival(5)
  expect(numbers().slice(3)).toEqual(['+4799939002', '+4799939001'])
})

test('a repeat makes no second report', async () => {
  const { ready } = await room.start({ reportSchema: 'event-grid' })
  const call = smsTo('+4790000001')
  await sendSmsRaw(ready, call)
  await sendSmsRaw(ready, call)
  await sendSmsRaw(ready, smsTo('+4790000002'))
  await room.arrival(2)
  expect(numbers()).toEqual(['+4790000001', '+4790000002'])
})

test('what was answered 202 is there after kill -9: SMS, repeatability, refusals, counts and owed reports', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'communication-services-'))
  room.onClose(() => rm(folder, { recursive: true }))
  const first = await spawnServices(folder)
  const posted = smsTo('+4790000001')
  await sendSmsRaw(first.ready, posted)
  await room.arrival(1)
  const call = smsTo('+4799931001', '+4799952001')
  const { results } = await sendSmsRaw(first.ready, call)
  const before = await smsInbox(first.ready)
  await first.kill()

  const second = await spawnServices(folder)
  expect(await smsInbox(second.ready)).toEqual(before)
  expect((await second.inspect()).value).toMatchObject({ sms: { accepted: 2, reportsPosted: 1, reportsOwed: 1 } })
  const again = await sendSmsRaw(second.ready, call)
  expect([idsOf(again.results)[0], again.results.map(({ httpStatusCode }) => httpStatusCode)]).toEqual([
    idsOf(results)[0],
    [202, 202],
  ])
  expect(await smsInbox(second.ready, '?to=4799952001')).toMatchObject([{ sendRequests: 2 }])
})

async function spawnServices(folder: string): Promise<Child<CommunicationServicesReady>> {
  const services = await spawnProcess<CommunicationServicesReady>({
    main: new URL('../../../local/communication-services/main.ts', import.meta.url),
    options: { ...quiet, folder, serviceBusConnectionString: room.connectionString },
  })
  room.onClose(() => services.kill())
  return services
}
