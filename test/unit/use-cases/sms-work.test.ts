import { describe, expect, test } from 'vitest'
import { firstMessage, type OrderMessage } from '../../../src/domain/message.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import { isWhole, type Order, type StoredOrder } from '../../../src/domain/order.ts'
import type { Dispatch, SmsCall } from '../../../src/use-cases/courier-ports.ts'
import type { Stored } from '../../../src/use-cases/ports.ts'
import { smsWork, type SmsDeps } from '../../../src/use-cases/sms-work.ts'
import { sendSms } from '../../../src/use-cases/send-sms.ts'
import { noon, sampleNotification, sampleOrder, secondsAfter } from '../domain/sample-order.ts'
import { smallRegister } from './small-register.ts'
import { storedOrders } from './stored-orders.ts'

const accepted: Dispatch = { outcome: 'accepted', receipt: { provider: 'p', reference: 'r' } }
const throttled: Dispatch = { outcome: 'deferred', seconds: 9, code: '429' }
const lost: Dispatch = { outcome: 'unknown', code: 'ECONNRESET' }
const content = { sms: { sender: 'Altinn', body: 'Hei' } }

/** An SMS that was attempted for the first time at noon, and nobody knows what came of it. */
const attempted = (changes: Partial<Order> = {}) =>
  sampleOrder({
    state: 'Processing',
    policy: 'Daytime',
    chunk: {
      channel: 'sms',
      claim: { nonce: 'old', claimedAt: noon, leaseUntil: noon },
      notifications: [
        sampleNotification({ address: '+4799999999', state: 'unknown', attempt: 1, call: 1, attemptedAt: noon }),
      ],
    },
    ...changes,
  })

const untouched = () => {
  const order = attempted()
  const [notification] = order.chunk.notifications
  const {
    attemptedAt: _,
    call: __,
    ...fresh
  } = { ...(notification ?? sampleNotification()), attempt: 0, state: 'new' as const }
  return { ...order, chunk: { channel: 'sms' as const, notifications: [fresh] } }
}

/** A store of one order, and a provider that answers in turn. */
function world(order: Order, { secondsLater, answers }: { secondsLater: number; answers: readonly Dispatch[] }) {
  const now = secondsAfter(noon, secondsLater)
  const orders = storedOrders(order)
  const withContent = (stored: Stored<StoredOrder> | undefined) => stored && { ...stored, content }
  const [calls, posted, pauses]: [SmsCall[], [string, OrderMessage, number][], Date[]] = [[], [], []]
  const never = () => Promise.reject(new Error('not asked for'))
  const deps: SmsDeps = {
    repeatWindowSeconds: 240,
    ports: {
      clock: { now: () => now },
      machine: {
        now: () => now,
        monotonicMs: () => 0,
        wait: () => Promise.resolve(),
        within: () => Promise.resolve(true),
        nonce: () => 'new',
        chainKey: () => new Uint8Array(11),
      },
      hashes: { of: (parts) => Buffer.from(parts.join('|')) },
      orders: { ...orders, readWithContent: async (id) => withContent(await orders.read(id)) },
      ...smallRegister,
      bus: {
        post: (queue, messages, delay) => {
          posted.push(...messages.map((message): [string, OrderMessage, number] => [queue, message, delay]))
          return Promise.resolve()
        },
        postAgenda: never,
        postReports: never,
      },
      rates: {
        reserve: (_, places) => Promise.resolve({ places, afterSeconds: 0 }),
        takenUntil: () => Promise.resolve(undefined),
      },
      pauses: {
        notBefore: () => Promise.resolve(undefined),
        extend: (_, until) => Promise.resolve(void pauses.push(until)),
      },
      smsCourier: {
        send(call) {
          calls.push(call)
          const answer = answers[calls.length - 1]
          return answer === undefined ? never() : Promise.resolve([answer])
        },
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
  }
  const message = firstMessage(order.id, 'door')
  return {
    send: () => sendSms(deps, message),
    settle: async () => {
      const { value = order, version = '' } = (await orders.read(order.id)) ?? {}
      return isWhole(value) ? smsWork(deps).settleUnknown({ value, version, content, message }) : undefined
    },
    notification: async () => (await orders.read(order.id))?.value.chunk?.notifications[0],
    delays: () => posted.map(([queue, , delay]) => `${queue} in ${delay}`),
    calls,
    pauses,
  }
}

describe('an SMS that is sent', () => {
  test('carries what its reports and repetitions are known by', async () => {
    const order = untouched()
    const { send, calls } = world(order, { secondsLater: 5, answers: [accepted] })
    await send()
    const id = notificationIdOf(order.id, 1, 1)
    const [number, attemptedAt] = ['+4799999999', secondsAfter(noon, 5)]
    expect(calls).toEqual([
      {
        ...content.sms,
        tag: `${id}:1`,
        recipients: [{ number, attemptId: Buffer.from(`sms|${id}|1`), attemptedAt }],
      },
    ])
  })

  test('after the provider has refused it for now is another attempt', async () => {
    const { send, calls, notification, pauses, delays } = world(untouched(), {
      secondsLater: 5,
      answers: [throttled, accepted],
    })
    await send()
    expect(await notification()).toMatchObject({ state: 'new', attempt: 1 })
    expect([pauses, delays()]).toEqual([[secondsAfter(noon, 14)], ['sms-send in 9']])
    await send()
    expect(await notification()).toMatchObject({ state: 'accepted', attempt: 2 })
    expect(calls[1]?.tag).toMatch(/:2$/)
    expect(calls[1]?.recipients[0]?.attemptId).not.toEqual(calls[0]?.recipients[0]?.attemptId)
  })
})

describe('an attempt that nobody knows the outcome of', () => {
  test('is made once more within the window, as the attempt that it was', async () => {
    const { settle, calls, notification } = world(attempted(), { secondsLater: 240, answers: [accepted] })
    expect(await settle()).toBe('done')
    expect(calls[0]?.tag).toMatch(/:1$/)
    expect(calls[0]?.recipients).toMatchObject([{ attemptedAt: noon }])
    expect(await notification()).toMatchObject({ state: 'accepted', attempt: 1, attemptedAt: noon })
  })

  test('is never made again after its lifetime: that might be the first that its recipient gets', async () => {
    const order = attempted({ expiry: secondsAfter(noon, 60) })
    const { settle, calls, notification } = world(order, { secondsLater: 60, answers: [] })
    expect(await settle()).toBe('done')
    expect(calls).toEqual([])
    expect(await notification()).toMatchObject({ state: 'unknown', attempt: 1 })
    const before = world(order, { secondsLater: 59.999, answers: [accepted] })
    await before.settle()
    expect(await before.notification()).toMatchObject({ state: 'accepted' })
  })

  test('is never made again after it', async () => {
    const { settle, calls, notification } = world(attempted(), { secondsLater: 240.001, answers: [] })
    expect(await settle()).toBe('done')
    expect(calls).toEqual([])
    expect(await notification()).toMatchObject({ state: 'unknown', attempt: 1 })
  })

  test.each(['attemptedAt', 'call'] as const)('but which lacks its %s is a bug: nothing is sent', async (member) => {
    const order = attempted()
    const notifications = order.chunk.notifications.map(({ [member]: _, ...rest }) => rest)
    const broken = { ...order, chunk: { ...order.chunk, notifications } }
    const { settle, calls } = world(broken, { secondsLater: 60, answers: [accepted] })
    await expect(settle()).rejects.toMatchObject({ code: 'BROKEN_PROMISE' })
    expect(calls).toEqual([])
  })

  test('stays unknown when its repetition is put off, and keeps its identity', async () => {
    const { settle, calls, notification, delays } = world(attempted(), {
      secondsLater: 60,
      answers: [throttled, accepted],
    })
    await settle()
    expect(await notification()).toMatchObject({ state: 'unknown', attempt: 1 })
    expect(delays()).toEqual(['sms-send in 9'])
    await settle()
    expect(calls[1]).toEqual(calls[0])
    expect(await notification()).toMatchObject({ state: 'accepted', attempt: 1 })
  })

  test.each([
    [1, 15],
    [15, 15],
    [40, 40],
    [200, 200],
  ])('is, %i seconds after it began, left alone for %i seconds more', async (secondsLater, pause) => {
    const { settle, delays } = world(attempted(), { secondsLater, answers: [lost] })
    await settle()
    expect(delays()).toEqual([`sms-send in ${pause}`])
  })

  test('is final when the provider says so', async () => {
    const refused: Dispatch = { outcome: 'refused', result: 'Failed_InvalidRecipient', code: '400' }
    const { settle, notification, delays } = world(attempted(), { secondsLater: 60, answers: [refused] })
    await settle()
    expect(await notification()).toMatchObject({ state: 'final', result: 'Failed_InvalidRecipient' })
    expect(delays()).toEqual(['feed in 0'])
  })
})
