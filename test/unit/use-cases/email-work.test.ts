import { describe, expect, test } from 'vitest'
import { addSeconds, type Order } from '../../../src/domain/order.ts'
import { firstMessage, type OrderMessage } from '../../../src/domain/message.ts'
import { emailWork, type EmailPorts } from '../../../src/use-cases/email-work.ts'
import type { SendTask } from '../../../src/use-cases/send-task.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder } from '../domain/sample-order.ts'
import { smallRegister } from './small-register.ts'
import { storedOrders } from './stored-orders.ts'

const attempted = (changes: Partial<Order> = {}) =>
  sampleOrder({
    state: 'Processing',
    chunk: {
      ...sampleChunk(sampleNotification({ state: 'unknown' })),
      claim: { nonce: 'old', claimedAt: noon, leaseUntil: noon },
    },
    ...changes,
  })

/** A store of one order, and a provider that has never heard of it. */
function world(order: Order, { clock, conflicts = 0 }: { clock: Date; conflicts?: number }) {
  const orders = storedOrders(order)
  let left = conflicts
  const [sent, posted]: [string[], [string, OrderMessage, number][]] = [[], []]
  const ports: EmailPorts = {
    clock: { now: () => clock },
    machine: {
      now: () => addSeconds(noon, 30),
      monotonicMs: () => 0,
      wait: () => Promise.resolve(),
      within: () => Promise.resolve(true),
      nonce: () => 'new',
      chainKey: () => new Uint8Array(11),
    },
    orders: {
      ...orders,
      update: (changed, version) =>
        left-- > 0 ? Promise.resolve({ outcome: 'conflict' }) : orders.update(changed, version),
    },
    ...smallRegister,
    bus: {
      post: (queue, messages, delay) => {
        posted.push(...messages.map((message): [string, OrderMessage, number] => [queue, message, delay]))
        return Promise.resolve()
      },
      postAgenda: () => Promise.resolve(),
      postReports: () => Promise.resolve(),
    },
    rates: {
      reserve: (_, places) => Promise.resolve({ places, afterSeconds: 0 }),
      takenUntil: () => Promise.resolve(undefined),
    },
    pauses: { notBefore: () => Promise.resolve(undefined), extend: () => Promise.resolve() },
    emailCourier: {
      ask: () => Promise.resolve({ outcome: 'not-found' }),
      send: ({ notification }) => {
        sent.push(notification)
        return Promise.resolve({ outcome: 'accepted', receipt: { provider: 'p', reference: notification } })
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  const content = { email: { senderEmailAddress: 'a@b.no', subject: 's', body: 'b', contentType: 'Plain' } } as const
  const task: SendTask = { value: order, version: '1', content, message: firstMessage(order.id, 'door') }
  return {
    ask: () => emailWork(ports).settleUnknown(task),
    order: async () => (await orders.read(order.id))?.value,
    sent,
    posted,
  }
}

describe('an attempt that surely never arrived', () => {
  const order = attempted()
  const lastMoment = addSeconds(order.expiry, -0.001)

  test('is made again before its lifetime ends', async () => {
    const { ask, order: stored, sent } = world(order, { clock: lastMoment })
    expect(await ask()).toBe('done')
    expect(sent).toHaveLength(1)
    expect((await stored())?.chunk?.notifications[0]).toMatchObject({ state: 'accepted', attempt: 1 })
  })

  test('is given up once it has ended, and the feed hears of it', async () => {
    const { ask, order: stored, sent, posted } = world(order, { clock: order.expiry })
    expect(await ask()).toBe('done')
    expect(sent).toEqual([])
    expect(await stored()).toMatchObject({ state: 'Completed', chunk: { notifications: [{ result: 'Failed_TTL' }] } })
    expect(posted.map(([queue]) => queue)).toEqual(['feed'])
  })

  test('is looked at again when somebody else was faster to decide', async () => {
    const { ask, order: stored, posted } = world(order, { clock: order.expiry, conflicts: 1 })
    expect(await ask()).toBe('again')
    expect(await stored()).toEqual(order)
    expect(posted).toEqual([])
  })
})

test('an attempt without a claim is a bug: nothing is sent', async () => {
  const { claim: _, ...chunk } = attempted().chunk
  const { ask, sent } = world(attempted({ chunk }), { clock: noon })
  await expect(ask()).rejects.toMatchObject({ code: 'BROKEN_PROMISE' })
  expect(sent).toEqual([])
})

test('an attempt that may still turn up is asked for again 30 seconds after its lease', async () => {
  const claim = { nonce: 'old', claimedAt: noon, leaseUntil: addSeconds(noon, 10) }
  const order = attempted({ chunk: { ...attempted().chunk, claim } })
  const { ask, sent, posted } = world(order, { clock: order.expiry })
  expect(await ask()).toBe('done')
  expect(sent).toEqual([])
  expect(posted).toEqual([['email-send', { order: order.id, origin: 'door', attempt: 0, hop: 1 }, 10]])
})
