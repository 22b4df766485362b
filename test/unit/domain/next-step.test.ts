import { describe, expect, test } from 'vitest'
import { nextStep } from '../../../src/domain/next-step.ts'
import type { NotificationState } from '../../../src/domain/notification.ts'
import { emailExpiry, expiryGraceSeconds, type Order, type OrderState } from '../../../src/domain/order.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from './sample-order.ts'

const expiry = emailExpiry(noon)
const graceEnd = secondsAfter(expiry, expiryGraceSeconds)
const millisecondBefore = (date: Date) => secondsAfter(date, -0.001)

const inState = (state: NotificationState, changes: Partial<Order> = {}) =>
  sampleOrder({ state: 'Processing', chunk: sampleChunk(sampleNotification({ state })), ...changes })

/** The machine's clock is nobody's business unless a lease is. */
const at = (clock: Date, machine = noon) => ({ clock, machine })

test('an e-mail lives for 48 hours, and its report has five minutes more', () => {
  expect(expiry).toEqual(new Date('2026-11-25T12:00:00Z'))
  expect(graceEnd).toEqual(new Date('2026-11-25T12:05:00Z'))
})

test('a lifetime ends with the last moment that can be written down', () => {
  const last = new Date('9999-12-31T23:59:59.999Z')
  expect(emailExpiry(secondsAfter(last, -172_801))).toEqual(secondsAfter(last, -1))
  expect(emailExpiry(secondsAfter(last, -172_799))).toEqual(last)
  expect(emailExpiry(last)).toEqual(last)
})

describe('an order that is over', () => {
  test.each([
    ['Completed', 'publish'],
    ['SendConditionNotMet', 'publish'],
    ['Cancelled', 'nothing'],
  ] as const)('in state %s asks for: %s', (state, step) => {
    for (const time of [secondsAfter(noon, -60), noon, secondsAfter(graceEnd, 60)]) {
      expect(nextStep(inState('new', { state }), at(time))).toEqual({ do: step })
    }
  })
})

describe('an order that is not due', () => {
  const early = secondsAfter(noon, -90)

  test.each(['Registered', 'Processing'] satisfies OrderState[])('in state %s comes back when it is', (state) => {
    expect(nextStep(inState('new', { state }), at(early))).toEqual({ do: 'come-back', afterSeconds: 90 })
  })

  test('comes back even a millisecond before', () => {
    const step = nextStep(inState('new'), at(millisecondBefore(noon)))
    expect(step).toEqual({ do: 'come-back', afterSeconds: 0.001 })
  })

  test('is not looked at, whatever its notifications say', () => {
    expect(nextStep(inState('unknown'), at(early))).toMatchObject({ do: 'come-back' })
  })
})

describe('an order with a live lease', () => {
  const leaseUntil = secondsAfter(noon, 600)
  const leased = inState('claimed', {
    chunk: {
      ...sampleChunk(sampleNotification({ state: 'claimed' })),
      claim: { nonce: 'n', claimedAt: noon, leaseUntil },
    },
  })

  test('comes back at the end of the lease, by the clock of the machine', () => {
    const step = nextStep(leased, at(secondsAfter(graceEnd, 86_400), secondsAfter(noon, 540)))
    expect(step).toEqual({ do: 'come-back', afterSeconds: 60 })
  })

  test('is asked for once the lease has ended', () => {
    expect(nextStep(leased, at(noon, leaseUntil))).toEqual({ do: 'settle-unknown' })
  })

  test('counts as leased only while something is claimed', () => {
    const settled = { ...leased, chunk: { ...leased.chunk, notifications: [sampleNotification({ state: 'unknown' })] } }
    expect(nextStep(settled, at(noon))).toEqual({ do: 'settle-unknown' })
  })
})

describe('a due order without lease', () => {
  test.each([
    ['new', noon, 'send'],
    ['new', millisecondBefore(expiry), 'send'],
    ['new', expiry, 'expire'],
    ['claimed', noon, 'settle-unknown'],
    ['claimed', expiry, 'settle-unknown'],
    ['claimed', millisecondBefore(graceEnd), 'settle-unknown'],
    ['claimed', graceEnd, 'expire'],
    ['unknown', noon, 'settle-unknown'],
    ['unknown', millisecondBefore(graceEnd), 'settle-unknown'],
    ['unknown', graceEnd, 'expire'],
    ['accepted', noon, 'nothing'],
    ['accepted', millisecondBefore(graceEnd), 'nothing'],
    ['accepted', graceEnd, 'expire'],
    ['final', graceEnd, 'nothing'],
  ] as const)('whose notification is %s asks at %s for: %s', (state, time, step) => {
    expect(nextStep(inState(state), at(time))).toEqual({ do: step })
  })

  test('is sent from Registered as from Processing', () => {
    expect(nextStep(inState('new', { state: 'Registered' }), at(noon))).toEqual({ do: 'send' })
  })

  describe('that may be sent in the daytime only', () => {
    const night = new Date('2026-11-24T02:00:00Z')
    const daytime = (state: NotificationState) => inState(state, { policy: 'Daytime' })

    test('is sent by day', () => expect(nextStep(daytime('new'), at(noon))).toEqual({ do: 'send' }))

    test('comes back at nine in Oslo', () => {
      const afterSeconds = 6 * 3600 + 0.001
      expect(nextStep(daytime('new'), at(night))).toEqual({ do: 'come-back', afterSeconds })
    })

    test('is asked after at night, too: in the morning nobody would know the attempt', () => {
      expect(nextStep(daytime('unknown'), at(night))).toEqual({ do: 'settle-unknown' })
      expect(nextStep(daytime('claimed'), at(night))).toEqual({ do: 'settle-unknown' })
    })

    test('is given up at night when its lifetime is over', () => {
      expect(nextStep({ ...daytime('new'), expiry: night }, at(night))).toEqual({ do: 'expire' })
    })
  })

  test('does what its least advanced notification needs', () => {
    const advancing = ['final', 'accepted', 'unknown', 'claimed', 'new'] as const
    const steps = advancing.map((_, i) => {
      const notifications = advancing.slice(0, i + 1).map((state, n) => sampleNotification({ state, index: n + 1 }))
      return nextStep(inState('new', { chunk: sampleChunk(...notifications) }), at(noon)).do
    })
    expect(steps).toEqual(['nothing', 'nothing', 'settle-unknown', 'settle-unknown', 'send'])
  })
})
