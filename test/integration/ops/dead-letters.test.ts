import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus'
import { afterEach, describe, expect, test } from 'vitest'
import { firstMessage, messageId } from '../../../src/domain/message.ts'
import { sampleOrder } from '../../unit/domain/sample-order.ts'
import { startedOps } from './started-ops.ts'

const { run, bus, inspect } = startedOps()
const { id: order } = sampleOrder()

async function taken(queue: string, subQueueType?: 'deadLetter'): Promise<ServiceBusReceivedMessage[]> {
  const kind = subQueueType === undefined ? {} : { subQueueType }
  const receiver = bus().createReceiver(queue, { receiveMode: 'receiveAndDelete', ...kind })
  const messages = await receiver.receiveMessages(100, { maxWaitTimeInMs: 100 })
  await receiver.close()
  return messages
}

/** A message that has become a dead letter, and its number. */
async function buried(queue: string, message: ServiceBusMessage): Promise<string> {
  const sender = bus().createSender(queue)
  await sender.sendMessages({ contentType: 'application/json', ...message })
  await sender.close()
  const receiver = bus().createReceiver(queue)
  const [received] = await receiver.receiveMessages(1)
  if (received === undefined) throw new Error('nothing came')
  await receiver.deadLetterMessage(received, {
    deadLetterReason: 'Tried',
    deadLetterErrorDescription: 'kari@example.no',
  })
  await receiver.close()
  return String(received.sequenceNumber)
}

let posted = 0
const orderMessage = () => {
  const body = { ...firstMessage(order, `watch@${posted++}`), attempt: 3, hop: 7 }
  return { body, messageId: messageId('email-send', body) }
}
const report = (id: string) => ({
  body: { eventType: 'Report', data: { recipient: 'kari@example.no' } },
  messageId: id,
})

afterEach(async () => {
  for (const queue of ['email-send', 'delivery-reports', 'agenda']) {
    await taken(queue)
    await taken(queue, 'deadLetter')
  }
})

describe('dead-letters list', () => {
  test('names each by its ids and its reason, and shows nothing of what stands in it', async () => {
    const message = orderMessage()
    const number = await buried('email-send', message)
    const { code, printed } = await run('dead-letters list email-send')
    expect(code).toBe(0)
    expect(printed).toEqual([
      expect.stringMatching(
        new RegExp(`^${number}  .+  Tried after 1 deliveries  ${message.messageId}  order ${order}$`),
      ),
    ])
    await buried('delivery-reports', report('event-1'))
    const reports = await run('dead-letters list delivery-reports')
    expect(reports.printed.join('\n')).toContain('event-1')
    expect([...printed, ...reports.printed].join('\n')).not.toContain('kari@example.no')
  })

  test('leaves them where they are', async () => {
    await buried('email-send', orderMessage())
    await run('dead-letters list email-send')
    expect(inspect().queues['email-send']).toMatchObject({ deadLettered: 1, active: 0 })
  })

  test.each([
    ['dead-letters list feed', 0, 'feed has no dead letters.'],
    ['dead-letters list nowhere', 1, 'there is no such queue; docs/queues.md lists them (MessagingEntityNotFound)'],
    ['dead-letters list ../feed', 2, 'name a queue; docs/queues.md lists them'],
  ])('%s ends with %i and says so', async (line, code, text) => {
    const ran = await run(line)
    expect(ran.code).toBe(code)
    expect(ran.printed.join('\n')).toContain(text)
  })
})

describe('dead-letters replay', () => {
  test('asks for the order anew, under an id of the letter that no copy has had', async () => {
    const number = await buried('email-send', orderMessage())
    const { code, printed } = await run('dead-letters replay email-send')
    expect({ code, last: printed.at(-1) }).toEqual({ code: 0, last: '1 posted again.' })
    const [again, ...others] = await taken('email-send')
    expect(others).toEqual([])
    expect(again?.body).toEqual({ order, origin: `replay@${number}`, attempt: 0, hop: 0 })
    expect(again?.messageId).toBe(`email-send:${order}:replay@${number}:0:0`)
    expect(inspect().queues['email-send']).toMatchObject({ deadLettered: 0 })
  })

  test('posts a letter of reports and of the agenda as it came', async () => {
    const number = await buried('delivery-reports', report('event-2'))
    await run('dead-letters replay delivery-reports')
    const [again] = await taken('delivery-reports')
    expect(again).toMatchObject({ body: report('').body, messageId: `event-2:replay@${number}` })
    expect(again?.applicationProperties?.['hop']).toBeUndefined()

    const bucket = { bucket: '2026-11-24T12:05|03' }
    await buried('agenda', { body: bucket, messageId: 'agenda:1' })
    await run('dead-letters replay agenda')
    expect((await taken('agenda')).map(({ body }) => body as unknown)).toEqual([bucket])
  })

  test('posts only those that are named, and says which of these are not there', async () => {
    const numbers = [await buried('email-send', orderMessage()), await buried('email-send', orderMessage())]
    const { printed } = await run(`dead-letters replay email-send --only ${numbers[1] ?? ''},999999`)
    expect(printed.slice(-2)).toEqual(['999999 is not there.', '1 posted again.'])
    expect(inspect().queues['email-send']).toMatchObject({ deadLettered: 1, active: 1, locked: 0 })
  })

  test('leaves what nobody could read: it would only come back', async () => {
    const number = await buried('email-send', { body: { order: 'none' }, messageId: 'unreadable' })
    expect((await run('dead-letters replay email-send')).printed).toEqual([
      `${number} stays: nobody could read it again.`,
      '0 posted again.',
    ])
    expect(inspect().queues['email-send']).toMatchObject({ deadLettered: 1, active: 0 })
  })
})
