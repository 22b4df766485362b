import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { copyOf, firstMessage, retryOf } from '../../../src/domain/message.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import type { Conditions } from '../../../src/use-cases/register-ports.ts'
import { sendEmail } from '../../../src/use-cases/send-email.ts'
import { startOrder } from '../../../src/use-cases/start-order.ts'
import { noon, secondsAfter } from '../domain/sample-order.ts'
import { sampleSegment, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage, inShort, rivalled, type Circumstances } from './a-stage.ts'
import { kari, reserved } from './small-register.ts'

const registered = { state: 'Registered' } as const
const large = (changes: Partial<OrderHead> = {}) => segmentedOrder({ count: 20 }, { ...registered, ...changes })
const message = (order: OrderHead) => firstMessage(order.id, 'due@2026-11-23T12:00')

describe('an order in segments that is picked up', () => {
  test('is being processed from then on, and its lanes go', async () => {
    const order = large()
    const { ports, posted, head } = await aStage(order)
    await startOrder(ports, message(order))
    expect(await head()).toMatchObject({ state: 'Processing', processed: noon })
    expect(inShort(posted)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((segment) => `sms-send ${segment}+`))
    expect(new Set(posted.map(([, { origin }]) => origin))).toEqual(new Set(['due@2026-11-23T12:00']))
  })

  test('shares eight lanes among its channels', async () => {
    const order = segmentedOrder({ count: 20, channels: ['email', 'sms'] }, registered)
    const { ports, posted } = await aStage(order)
    await startOrder(ports, message(order))
    const lanes = (queue: string) => [1, 2, 3, 4].map((segment) => `${queue} ${segment}+`)
    expect(inShort(posted)).toEqual([...lanes('email-send'), ...lanes('sms-send')])
  })

  test('a second time only has its lanes set going again', async () => {
    const order = large()
    const { ports, posted, head } = await aStage(order)
    await startOrder(ports, message(order))
    const once = await head()
    await startOrder(ports, message(order))
    expect(await head()).toBe(once)
    expect(posted).toHaveLength(16)
  })

  test('too early comes back at its time, and is not touched', async () => {
    const order = large({ requestedSendTime: secondsAfter(noon, 61.5) })
    const { ports, posted, head } = await aStage(order)
    await startOrder(ports, message(order))
    expect(posted).toEqual([['orders', { ...message(order), hop: 1 }, 61.5]])
    expect(await head()).toBe(order)
  })

  test.each(['Cancelled', 'Registered'] as const)('is left alone where it has been cancelled (%s)', async (state) => {
    const order = large({ state })
    const { ports, posted, head } = await aStage(order)
    const cancel = async () => ports.orders.update({ ...order, state: 'Cancelled' }, '1')
    await startOrder({ ...ports, orders: rivalled(ports.orders, 'update', cancel) }, message(order))
    expect(posted).toEqual([])
    expect((await head())?.state).toBe('Cancelled')
  })

  test.each(['Completed', 'SendConditionNotMet'] as const)(
    'is asked for its feed entry when it is %s',
    async (state) => {
      const order = large({ state })
      const { ports, posted } = await aStage(order)
      await startOrder(ports, message(order))
      expect(inShort(posted)).toEqual(['feed'])
    },
  )

  test('is nothing where there is no such order', async () => {
    const { ports, posted } = await aStage(large())
    await startOrder(ports, message(large()))
    expect(posted).toEqual([])
  })

  test('that is always contended is a fault that may pass', async () => {
    const order = large()
    const { ports } = await aStage(order)
    const orders = { ...ports.orders, update: () => Promise.resolve({ outcome: 'conflict' as const }) }
    await expect(startOrder({ ...ports, orders }, message(order))).rejects.toBeInstanceOf(TransientFault)
  })
})

describe('an order with a condition', () => {
  const conditionEndpoint = 'https://example.no/condition'
  const conditional = segmentedOrder(
    { channels: ['email'], isResolved: false },
    { ...registered, terms: { conditionEndpoint } },
  )
  const answering = (...answers: readonly (Awaited<ReturnType<Conditions['check']>> | 'fault')[]) => {
    const asked: string[] = []
    const conditions: Conditions = {
      check(endpoint) {
        const answer = answers[asked.push(endpoint) - 1] ?? 'fault'
        return answer === 'fault' ? Promise.reject(new TransientFault('ECONNRESET')) : Promise.resolve(answer)
      },
    }
    const circumstances: Circumstances = { ports: { conditions } }
    return { asked, circumstances }
  }
  const people = sampleSegment({ recipients: [{ emailAddress: 'ola@example.no' }] })

  test('is asked about at its endpoint, once, and goes when it is met', async () => {
    const { asked, circumstances } = answering('send')
    const { ports, posted, head } = await aStage(conditional, [people], circumstances)
    await startOrder(ports, message(conditional))
    await startOrder(ports, message(conditional))
    expect(asked).toEqual([conditionEndpoint])
    expect((await head())?.state).toBe('Processing')
    expect(inShort(posted)).toEqual(['email-send 1+', 'email-send 1+'])
  })

  test('is over when it is not met: the feed hears of it, and nobody is looked up', async () => {
    const { circumstances } = answering('do-not-send')
    const { ports, posted, head } = await aStage(conditional, [people], circumstances)
    await startOrder(ports, message(conditional))
    expect(await head()).toMatchObject({ state: 'SendConditionNotMet', processed: noon })
    expect(inShort(posted)).toEqual(['feed'])
    expect((await ports.orders.readSegment(conditional, 1))?.value.chunks).toBeUndefined()
  })

  test('is asked about again in a minute where the answer cannot be used, and then goes', async () => {
    const { asked, circumstances } = answering('inconclusive', 'inconclusive')
    const { ports, posted, logged, head } = await aStage(conditional, [people], circumstances)
    await startOrder(ports, message(conditional))
    const again = { ...copyOf(message(conditional)), hasAsked: true } as const
    expect(posted).toEqual([['orders', again, 60]])
    expect([logged, (await head())?.state]).toEqual([['condition-inconclusive'], 'Registered'])
    await startOrder(ports, again)
    expect([asked.length, (await head())?.state]).toEqual([2, 'Processing'])
  })

  test('is not taken for asked because something else has put its message off', async () => {
    const { circumstances } = answering('inconclusive')
    const { ports, posted, head } = await aStage(conditional, [people], circumstances)
    await startOrder(ports, retryOf(message(conditional)))
    expect([posted.length, (await head())?.state]).toEqual([1, 'Registered'])
  })

  test('waits where nobody could be asked', async () => {
    const { circumstances } = answering('fault')
    const { ports, head } = await aStage(conditional, [people], circumstances)
    await expect(startOrder(ports, message(conditional))).rejects.toBeInstanceOf(TransientFault)
    expect((await head())?.state).toBe('Registered')
  })
})

describe('an order of one segment that has to be resolved', () => {
  const order = segmentedOrder(
    { channels: ['email', 'sms'], isResolved: false },
    { ...registered, terms: { channel: 'EmailAndSms' } },
  )
  const to = (...numbers: readonly string[]) =>
    sampleSegment({ recipients: numbers.map((nationalIdentityNumber) => ({ nationalIdentityNumber })) })

  test('is resolved at once, and goes by every channel that has somebody', async () => {
    const { ports, posted } = await aStage(order, [to(kari)])
    await startOrder(ports, message(order))
    expect(inShort(posted)).toEqual(['email-send 1+', 'sms-send 1+'])
  })

  test('asks no channel that has nobody', async () => {
    const preferred = { ...order, terms: { channel: 'SmsPreferred' } } as const
    const { ports, posted } = await aStage(preferred, [to(kari)])
    await startOrder(ports, message(preferred))
    expect(inShort(posted)).toEqual(['sms-send 1+'])
  })

  test('whom nobody can reach is complete at once, and whoever comes to send asks for its feed entry', async () => {
    const { ports, posted, head } = await aStage(order, [to(reserved)])
    await startOrder(ports, message(order))
    expect(await head()).toMatchObject({
      state: 'Completed',
      segments: { tally: { email: { generated: 1, succeeded: 0 }, sms: { generated: 1, succeeded: 0 } } },
    })
    for (const [, about] of [...posted]) await sendEmail(ports, about)
    expect(inShort(posted)).toContain('feed')
  })
})
