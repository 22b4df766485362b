import { expect, test } from 'vitest'
import { firstMessage } from '../../../src/domain/message.ts'
import { sendEmail } from '../../../src/use-cases/send-email.ts'
import { sendSms } from '../../../src/use-cases/send-sms.ts'
import { sampleChunk, sampleNotification, sampleOrder } from '../domain/sample-order.ts'
import { aStage } from './a-stage.ts'

const many = (count: number) =>
  sampleOrder({
    chunk: sampleChunk(
      ...Array.from({ length: count }, (_, i) => sampleNotification({ index: i + 1, address: `ola${i}@example.no` })),
    ),
  })

/** A rate that has its places at these times, seconds from now, at most so many at a time. */
function rateOf(seconds: readonly number[] = [], most = 100) {
  const taken: [channel: string, count: number][] = []
  const reserve = (channel: string, wanted: number) => {
    const afterSeconds = seconds[taken.push([channel, wanted]) - 1] ?? 0
    return Promise.resolve({ places: Math.min(wanted, most), afterSeconds })
  }
  return { taken, ports: { rates: { reserve, takenUntil: () => Promise.resolve(undefined) } } }
}

test('what is called together takes its places before it is claimed, and leaves at once where they are due', async () => {
  const order = many(60)
  const { taken, ports } = rateOf()
  const stage = await aStage(order, [], { ports })
  await sendEmail(stage.ports, firstMessage(order.id, 'door'))
  expect([stage.called.length, taken]).toEqual([
    60,
    [
      ['email', 50],
      ['email', 10],
    ],
  ])
})

test('a place that is not yet due is waited for by a copy that has it, and nothing is claimed meanwhile', async () => {
  const order = many(1)
  const { ports } = rateOf([12.5])
  const stage = await aStage(order, [], { ports })
  const message = firstMessage(order.id, 'door')
  await sendEmail(stage.ports, message)
  expect(stage.posted).toEqual([['email-send', { ...message, hop: 1, places: 1 }, 12.5]])
  expect([stage.called, await stage.head()]).toMatchObject([[], { state: 'Processing', chunk: order.chunk }])
})

test('a message that has its place takes none, but for the first call only', async () => {
  const order = many(60)
  const { taken, ports } = rateOf([30])
  const stage = await aStage(order, [], { ports })
  await sendEmail(stage.ports, { ...firstMessage(order.id, 'door'), places: 40 })
  expect([stage.called.length, taken]).toEqual([40, [['email', 20]]])
  expect(stage.posted).toMatchObject([['email-send', { places: 20 }, 30]])
})

test('each channel has a rate of its own', async () => {
  const order = sampleOrder({
    chunk: { channel: 'sms', notifications: [sampleNotification({ address: '+4799999999' })] },
  })
  const { taken, ports } = rateOf()
  const stage = await aStage(order, [], { ports })
  await sendSms({ ports: stage.ports, repeatWindowSeconds: 1_800 }, firstMessage(order.id, 'door'))
  expect(taken).toEqual([['sms', 1]])
})

test('no more is called at once than has its place', async () => {
  const order = many(60)
  const { taken, ports } = rateOf([], 25)
  const stage = await aStage(order, [], { ports })
  await sendEmail(stage.ports, firstMessage(order.id, 'door'))
  expect([stage.called.length, taken.map(([, wanted]) => wanted)]).toEqual([60, [50, 35, 10]])
})
