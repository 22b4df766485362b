import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceBusClient, ServiceBusReceivedMessage } from '@azure/service-bus'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import queues from '../../../infra/queues.json' with { type: 'json' }
import { serviceBus } from '../../../src/adapters/service-bus/bus.ts'
import { serviceBusClient } from '../../../src/adapters/service-bus/client.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import { startServiceBus, type RunningServiceBus } from '../../local/service-bus/start-service-bus.ts'
import { noon, sampleOrder } from '../../unit/domain/sample-order.ts'

let broker: RunningServiceBus
let client: ServiceBusClient
beforeAll(async () => {
  broker = await startServiceBus({ port: 0, queues })
  client = serviceBusClient(broker.ready)
})
afterAll(async () => {
  await client.close()
  await broker.stop()
})
afterEach(async () => {
  for (const queue of Object.keys(queues)) await taken(queue)
})

const bus = (now = () => new Date()) => serviceBus(client, { now })
const messages = (count: number) => Array.from({ length: count }, () => firstMessage(sampleOrder().id, 'door'))

/** Takes what is in a queue now, without what is scheduled. */
async function taken(queue: string): Promise<ServiceBusReceivedMessage[]> {
  const waiting = () => broker.inspect().queues[queue]?.active ?? 0
  const all: ServiceBusReceivedMessage[] = []
  if (waiting() === 0) return all
  const receiver = client.createReceiver(queue, { receiveMode: 'receiveAndDelete' })
  while (waiting() > 0) all.push(...(await receiver.receiveMessages(waiting(), { maxWaitTimeInMs: 1000 })))
  await receiver.close()
  return all
}

describe('a message of ours', () => {
  test('arrives as JSON under its id', async () => {
    const [message] = messages(1)
    if (message === undefined) return
    await bus().post('email-send', [message], 0)
    expect(await taken('email-send')).toEqual([
      expect.objectContaining({
        body: message,
        contentType: 'application/json',
        messageId: `email-send:${message.order}:door:0:0`,
      }),
    ])
  })

  test('posted again under the same id counts once, a copy of it does not', async () => {
    const [message] = messages(1)
    if (message === undefined) return
    for (const hop of [0, 0, 1]) await bus().post('feed', [{ ...message, hop }], 0)
    expect((await taken('feed')).map(({ body }) => (body as typeof message).hop)).toEqual([0, 1])
  })

  test('is one of many that travel together', async () => {
    const many = messages(500)
    await bus().post('feed', many, 0)
    expect((await taken('feed')).map(({ body }) => body as unknown)).toEqual(many)
  })

  test('that is none is no request', async () => {
    await serviceBus(serviceBusClient({ connectionString: nowhere }), { now: () => noon }).post('feed', [], 0)
  })
})

describe('a delay', () => {
  const scheduledFor = async (now: Date, delaySeconds: number, count = 1) => {
    await bus(() => now).post('email-send', messages(count), delaySeconds)
    const receiver = client.createReceiver('email-send')
    const peeked = await receiver.peekMessages(10)
    await receiver.close()
    return peeked.map(({ scheduledEnqueueTimeUtc }) => scheduledEnqueueTimeUtc)
  }

  test('is counted from the movable clock, for each of many', async () => {
    const far = new Date('2099-01-01T00:00:00Z')
    const time = new Date('2099-01-01T00:01:30Z')
    expect(await scheduledFor(far, 90, 2)).toEqual([time, time])
    expect(await taken('email-send')).toEqual([])
  })

  test('of less than a second is one', async () => {
    const times = await scheduledFor(new Date('2099-01-01T00:00:00Z'), 0.2)
    expect(times).toContainEqual(new Date('2099-01-01T00:00:01Z'))
  })
})

test('agenda partitions are asked for once in a run', async () => {
  const buckets = ['2026-11-23T12:00|00', '2026-11-23T12:00|01']
  for (const run of ['1', '1', '2']) await bus().postAgenda(buckets, run)
  const arrived = (await taken('agenda')).map(({ body }) => (body as { bucket: string }).bucket)
  expect(arrived).toEqual([...buckets, ...buckets])
})

describe('a report that is put back', () => {
  const report = { id: 'event-1', body: { eventType: 'x', data: { text: 'før\u2028etter' } }, hop: 0 }

  test('comes back with its body as it was and a higher hop, as another message', async () => {
    for (const hop of [0, 0, 1]) await bus().postReports([{ ...report, hop }], 0)
    expect(await taken('delivery-reports')).toEqual([
      expect.objectContaining({ body: report.body, applicationProperties: { hop: 1 } }),
      expect.objectContaining({ body: report.body, applicationProperties: { hop: 2 } }),
    ])
  })

  test('is one of a batch that is larger than a single request may be', async () => {
    const long = Array.from({ length: 100 }, (_, i) => ({
      ...report,
      id: `long-${i}`,
      body: { text: `${i}`.repeat(3000) },
    }))
    await bus().postReports(long, 0)
    expect((await taken('delivery-reports')).map(({ body }) => body as unknown)).toEqual(long.map(({ body }) => body))
  })

  test('of any id has a message id that the broker takes', async () => {
    await bus().postReports([{ ...report, id: 'x'.repeat(128), hop: 1_000_000 }], 0)
    expect(await taken('delivery-reports')).toHaveLength(1)
  })
})

test('a bus that was gone is used again when it is back', async () => {
  const first = await startServiceBus({ port: 0, queues })
  const returning = serviceBusClient(first.ready)
  const posting = serviceBus(returning, { now: () => noon })
  await posting.post('feed', messages(1), 0)
  await first.stop()
  const second = await startServiceBus({ port: first.ready.port, queues })
  // A post in the very moment in which the SDK learns of the loss waits for ten seconds.
  await pause(100)
  await posting.post('feed', messages(2), 0)
  expect(second.inspect().queues['feed']?.active).toBe(2)
  await returning.close()
  await second.stop()
})

const nowhere = 'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=a2V5;UseDevelopmentEmulator=true;'

describe('a bus that cannot serve is a transient fault', () => {
  test('when nothing listens', async () => {
    const lost = serviceBusClient({ connectionString: nowhere })
    const post = serviceBus(lost, { now: () => noon }).post('feed', messages(1), 0)
    await expect(post).rejects.toMatchObject({ name: 'TransientFault', code: 'BUS_UNAVAILABLE' })
    await lost.close()
  })

  test('when its key has changed', async () => {
    const connectionString = broker.ready.connectionString.replace(/SharedAccessKey=[^;]+/, 'SharedAccessKey=b2xk')
    const outdated = serviceBusClient({ connectionString })
    const post = serviceBus(outdated, { now: () => noon }).post('feed', messages(1), 0)
    await expect(post).rejects.toMatchObject({ name: 'TransientFault', code: 'BUS_UNAVAILABLE' })
    await outdated.close()
  })
})

describe('what no broker would take is none: another try would change nothing', () => {
  const long = (id: string) => ({ id, body: { text: 'x'.repeat(300_000) }, hop: 0 })

  test('a message that is too large, as the broker says', async () => {
    const post = bus().postReports([long('alone')], 0)
    await expect(post).rejects.toMatchObject({ name: 'ServiceBusError', code: 'MessageSizeExceeded' })
  })

  test('a message that is too large, as is found before it is sent with others', async () => {
    const post = bus().postReports([long('one of two'), { ...long('the other'), body: {} }], 0)
    await expect(post).rejects.toMatchObject({ name: 'MessageTooLarge', code: 'MessageSizeExceeded' })
  })

  test('a message for a queue that does not exist', async () => {
    const other = await startServiceBus({ port: 0, queues: { agenda: queues.agenda } })
    const stranger = serviceBusClient(other.ready)
    const post = serviceBus(stranger, { now: () => noon }).post('feed', messages(1), 0)
    await expect(post).rejects.toMatchObject({ name: 'ServiceBusError', code: 'MessagingEntityNotFound' })
    await stranger.close()
    await other.stop()
  })
})
