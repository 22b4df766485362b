import { describe, expect, test } from 'vitest'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import type { Chunk } from '../../../src/domain/notification.ts'
import { sendEmail } from '../../../src/use-cases/send-email.ts'
import { sendSms } from '../../../src/use-cases/send-sms.ts'
import type { Dispatch, SmsCall } from '../../../src/use-cases/courier-ports.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from '../domain/sample-order.ts'
import { smallRegister } from './small-register.ts'
import { storedOrders } from './stored-orders.ts'

const chunkOf = (channel: Chunk['channel'], ...addresses: readonly string[]): Chunk => ({
  ...sampleChunk(...addresses.map((address, i) => sampleNotification({ index: i + 1, address }))),
  channel,
})

const accepted = (reference: string): Dispatch => ({ outcome: 'accepted', receipt: { provider: 'p', reference } })
const numbers = (call: SmsCall) => call.recipients.map(({ number }) => number)

interface Circumstances {
  readonly told?: (address: string, time: number) => Dispatch
  readonly now?: () => Date
}

/** An order, and a provider that answers each address as it is told. */
function world(chunk: Chunk, { told = accepted, now = () => noon }: Circumstances = {}) {
  const order = sampleOrder({ chunk })
  const orders = storedOrders(order)
  const [posted, calls, asked]: [[string, number][], SmsCall[], string[]] = [[], [], []]
  const tell = (address: string) => told(address, asked.push(address))
  const ports = {
    orders,
    ...smallRegister,
    clock: { now },
    machine: { ...systemMachine, now, wait: () => Promise.resolve() },
    hashes: keyedHashes(new Uint8Array(32)),
    bus: {
      post: (queue: string, _: unknown, delay: number) =>
        Promise.resolve(posted.push([queue, delay])).then(() => undefined),
      postAgenda: () => Promise.resolve(),
      postReports: () => Promise.resolve(),
    },
    rates: {
      reserve: (_: string, places: number) => Promise.resolve({ places, afterSeconds: 0 }),
      takenUntil: () => Promise.resolve(undefined),
    },
    pauses: { notBefore: () => Promise.resolve(undefined), extend: () => Promise.resolve() },
    emailCourier: {
      send: ({ address }: { address: string }) => Promise.resolve(tell(address)),
      ask: () => Promise.reject(new Error('nobody asks')),
    },
    smsCourier: {
      send: (call: SmsCall) => Promise.resolve((calls.push(call), numbers(call).map(tell))),
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  const message = firstMessage(order.id, 'door')
  return {
    posted,
    calls,
    asked,
    sendEmail: () => sendEmail(ports, message),
    sendSms: () => sendSms({ ports, repeatWindowSeconds: 1_800 }, message),
    states: async () => (await orders.read(order.id))?.value.chunk?.notifications.map(({ state }) => state),
  }
}

describe('an order by SMS', () => {
  const [a, b] = ['+4799999999', '+4799999998']

  test('to different numbers is one call', async () => {
    const { sendSms, calls } = world(chunkOf('sms', a, b))
    await sendSms()
    expect(calls.map(numbers)).toEqual([[a, b]])
  })

  test('names no number twice in a call, however it is written, and each call by its own tag', async () => {
    const { sendSms, calls, states } = world(chunkOf('sms', a, b, '004799999999', a))
    await sendSms()
    expect(calls.map(numbers)).toEqual([[a, b], [a], [a]])
    expect(new Set(calls.map(({ tag }) => tag)).size).toBe(3)
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
  })

  test('to one number a hundred times is sent in one go', async () => {
    const { sendSms, calls } = world(chunkOf('sms', ...Array.from({ length: 100 }, () => a)))
    await sendSms()
    expect(calls).toHaveLength(100)
  })

  test('repeats open calls in turn, so that none is left to the end of its window', async () => {
    let now = noon
    const { sendSms, calls } = world(chunkOf('sms', a, a), {
      told: () => ({ outcome: 'unknown', code: 'ETIMEDOUT' }),
      now: () => now,
    })
    for (const seconds of [0, 1, 15, 30, 60, 120]) {
      now = secondsAfter(noon, seconds)
      await sendSms()
    }
    const [first, second, ...repeated] = calls.map(({ tag }) => tag)
    expect(repeated).toEqual([first, second, first, second])
  })

  test('waits for an open call no longer than the call is old, however old others are', async () => {
    const old = { state: 'unknown', call: 1, attemptedAt: secondsAfter(noon, -3_600) } as const
    const chunk: Chunk = {
      channel: 'sms',
      notifications: [sampleNotification({ address: b, ...old }), sampleNotification({ index: 2, address: a })],
    }
    const { sendSms, posted } = world(chunk, { told: () => ({ outcome: 'unknown', code: 'ETIMEDOUT' }) })
    await sendSms()
    expect(posted).toEqual([['sms-send', 15]])
  })

  test('whose answer does not speak of a number leaves that one unknown', async () => {
    const { sendSms, states, posted } = world(chunkOf('sms', a, b), {
      told: (number) => (number === a ? accepted(number) : { outcome: 'unknown', code: 'NOT_IN_ANSWER' }),
    })
    await sendSms()
    expect(await states()).toEqual(['accepted', 'unknown'])
    expect(posted).toEqual([['sms-send', 15]])
  })
})

describe('an order by e-mail', () => {
  const many = Array.from({ length: 100 }, (_, i) => `ola${i}@example.no`)

  test('is sent in groups until nothing is left, each address once', async () => {
    const { sendEmail, asked, states } = world(chunkOf('email', ...many))
    await sendEmail()
    expect(asked.toSorted()).toEqual(many.toSorted())
    expect(new Set(await states())).toEqual(new Set(['accepted']))
  })

  test('takes what came of each mail by itself', async () => {
    const { sendEmail, states, posted } = world(chunkOf('email', 'a@b.no', 'c@d.no', 'e@f.no'), {
      told: (address) => {
        if (address === 'a@b.no') return { outcome: 'refused', result: 'Failed_InvalidEmailFormat', code: 'BadRequest' }
        return address === 'c@d.no' ? { outcome: 'deferred', seconds: 20, code: 'TooManyRequests' } : accepted(address)
      },
    })
    await sendEmail()
    expect(await states()).toEqual(['final', 'new', 'accepted'])
    expect(posted).toEqual([['email-send', 20]])
  })

  test('comes back for an outcome that nobody knows, also when a later group goes well', async () => {
    const { sendEmail, posted } = world(chunkOf('email', ...many), {
      told: (address, time) => (time === 1 ? { outcome: 'unknown', code: 'ETIMEDOUT' } : accepted(address)),
    })
    await sendEmail()
    // The provider hangs: what is left is sent in a copy's own time.
    expect(posted).toEqual([['email-send', 1]])
    await sendEmail()
    expect(posted.slice(1)).toEqual([['email-send', 15]])
  })
})
