import { describe, expect, test } from 'vitest'
import { addSeconds, type Order } from '../../../src/domain/order.ts'
import { firstMessage, type OrderMessage } from '../../../src/domain/message.ts'
import { emailWork, type EmailPorts } from '../../../src/use-cases/email-work.ts'
import type { SendTask } from '../../../src/use-cases/send-task.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder } from '../domain/sample-order.ts'

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
  let stored = { value: order, version: '1' }
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
      insert: () => Promise.reject(new Error('nothing is inserted')),
      read: () => Promise.resolve(stored),
      readWithContent: () => Promise.reject(new Error('the content is known')),
      erase: () => Promise.reject(new Error('nothing is erased')),
      update(value) {
        if (left-- > 0) return Promise.resolve({ outcome: 'conflict' })
        stored = { value, version: `${stored.version}1` }
        return Promise.resolve({ outcome: 'stored', version: stored.version })
      },
    },
    bus: {
      post: (queue, messages, delay) => {
        posted.push(...messages.map((message): [string, OrderMessage, number] => [queue, message, delay]))
        return Promise.resolve()
      },
      postAgenda: () => Promise.resolve(),
      postReports: () => Promise.resolve(),
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
  const task: SendTask = { ...stored, content, message: firstMessage(order.id, 'door') }
  return { ask: () => emailWork(ports).settleUnknown(task), order: () => stored.value, sent, posted }
}

describe('an attempt that surely never arrived', () => {
  const order = attempted()
  const lastMoment = addSeconds(order.expiry, -0.001)

  test('is made again before its lifetime ends', async () => {
    const { ask, order: stored, sent } = world(order, { clock: lastMoment })
    expect(await ask()).toBe('done')
    expect(sent).toHaveLength(1)
    expect(stored().chunk.notifications[0]).toMatchObject({ state: 'accepted', attempt: 1 })
  })

  test('is given up once it has ended, and the feed hears of it', async () => {
    const { ask, order: stored, sent, posted } = world(order, { clock: order.expiry })
    expect(await ask()).toBe('done')
    expect(sent).toEqual([])
    expect(stored()).toMatchObject({ state: 'Completed', chunk: { notifications: [{ result: 'Failed_TTL' }] } })
    expect(posted.map(([queue]) => queue)).toEqual(['feed'])
  })

  test('is looked at again when somebody else was faster to decide', async () => {
    const { ask, order: stored, posted } = world(order, { clock: order.expiry, conflicts: 1 })
    expect(await ask()).toBe('again')
    expect(stored()).toEqual(order)
    expect(posted).toEqual([])
  })
})

test('an attempt that may still turn up is asked for again 30 seconds after its lease', async () => {
  const claim = { nonce: 'old', claimedAt: noon, leaseUntil: addSeconds(noon, 10) }
  const order = attempted({ chunk: { ...attempted().chunk, claim } })
  const { ask, sent, posted } = world(order, { clock: order.expiry })
  expect(await ask()).toBe('done')
  expect(sent).toEqual([])
  expect(posted).toEqual([['email-send', { order: order.id, origin: 'door', attempt: 0, hop: 1 }, 10]])
})
