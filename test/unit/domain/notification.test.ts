import { describe, expect, test } from 'vitest'
import {
  claim,
  endLease,
  fold,
  holdsLiveLease,
  isFinished,
  lifecycleOf,
  release,
  settle,
  type Finding,
  type Notification,
  type NotificationState,
  type Taking,
} from '../../../src/domain/notification.ts'
import { noon, sampleChunk, sampleNotification, secondsAfter } from './sample-order.ts'

const states = ['new', 'claimed', 'unknown', 'accepted', 'final'] as const
const later = secondsAfter(noon, 60)
const receipt = { provider: 'acs', reference: 'first' }
const otherReceipt = { provider: 'acs', reference: 'second' }

const inState = (state: NotificationState, changes: Partial<Notification> = {}) =>
  sampleNotification({ state, ...(state === 'final' ? { result: 'Failed_Bounced' } : {}), ...changes })

const findings: Record<Finding['state'], Finding> = {
  unknown: { state: 'unknown' },
  accepted: { state: 'accepted', receipt },
  final: { state: 'final', result: 'Delivered', receipt, report: '{}' },
}

describe('folding a finding in', () => {
  /** From each state, what each finding leads to. */
  const table: Record<NotificationState, Record<Finding['state'], NotificationState>> = {
    new: { unknown: 'unknown', accepted: 'accepted', final: 'final' },
    claimed: { unknown: 'unknown', accepted: 'accepted', final: 'final' },
    unknown: { unknown: 'unknown', accepted: 'accepted', final: 'final' },
    accepted: { unknown: 'accepted', accepted: 'accepted', final: 'final' },
    final: { unknown: 'final', accepted: 'final', final: 'final' },
  }
  const pairs = states.flatMap((from) =>
    (['unknown', 'accepted', 'final'] as const).map((found) => [from, found, table[from][found]] as const),
  )

  test.each(pairs)('%s + %s is %s', (from, found, expected) => {
    const before = inState(from)
    const after = fold(before, findings[found], later)
    expect(after.state).toBe(expected)
    expect(after.at).toEqual(expected === from ? noon : later)
    expect(after.result).toBe(from === 'final' ? 'Failed_Bounced' : expected === 'final' ? 'Delivered' : undefined)
    expect([after.index, after.address, after.attempt]).toEqual([before.index, before.address, before.attempt])
  })

  test('the first final state wins', () => {
    const delivered = fold(inState('accepted'), { state: 'final', result: 'Delivered' }, later)
    const twice = fold(delivered, { state: 'final', result: 'Failed_Bounced' }, secondsAfter(later, 1))
    expect(twice).toEqual(delivered)
  })

  test.each(states)('a receipt that is missing is added in state %s', (state) => {
    expect(fold(inState(state), findings.accepted, later).receipt).toEqual(receipt)
  })

  test.each(states)('a receipt that is known stays in state %s', (state) => {
    const known = inState(state, { receipt: otherReceipt, report: 'first' })
    expect(fold(known, findings.final, later)).toMatchObject({ receipt: otherReceipt, report: 'first' })
  })

  test('a report that comes late is added to a final state without changing it', () => {
    expect(fold(inState('final'), findings.final, later)).toEqual({ ...inState('final'), receipt, report: '{}' })
  })

  test('no sequence of findings ever goes back', () => {
    const all = Object.values(findings)
    for (const from of states) {
      let reached: Notification[] = [inState(from)]
      for (let step = 0; step < 4; step++) {
        reached = reached.flatMap((n) => all.map((finding) => forward(n, fold(n, finding, later))))
      }
    }
  })

  function forward(before: Notification, after: Notification): Notification {
    expect(states.indexOf(after.state)).toBeGreaterThanOrEqual(states.indexOf(before.state))
    if (before.state === 'final') expect(after.result).toBe(before.result)
    return after
  }
})

const taken: Taking = { claim: { nonce: 'mine', claimedAt: noon, leaseUntil: later }, at: later, attempt: 'new' }
const oneOfEach = sampleChunk(...states.map((state, i) => inState(state, { index: i + 1, attempt: 1 })))
const statesOf = ({ notifications }: { notifications: readonly Notification[] }) => notifications.map((n) => n.state)

describe('a claim', () => {
  test('takes what it selects, counts the attempt, and leaves the others', () => {
    const chunk = claim(oneOfEach, (n) => n.state === 'new', taken)
    expect(chunk.claim).toEqual(taken.claim)
    expect(chunk.notifications[0]).toEqual(inState('claimed', { attempt: 2, call: 1, attemptedAt: noon, at: later }))
    expect(chunk.notifications.slice(1)).toEqual(oneOfEach.notifications.slice(1))
  })

  test('of a repeated attempt counts none, and leaves the moment that the provider knows it by', () => {
    const first = claim(sampleChunk(inState('new')), () => true, taken)
    const lost = settle(first, () => true, { finding: { state: 'unknown' }, at: later })
    const claimedAt = secondsAfter(noon, 30)
    const again = claim(lost, () => true, { claim: { ...taken.claim, claimedAt }, at: later, attempt: 'repeat' })
    expect(again.claim).toMatchObject({ claimedAt })
    expect(again.notifications).toEqual([inState('claimed', { attempt: 1, call: 1, attemptedAt: noon, at: later })])
  })

  test('gives what it takes together a call number that no call before it had', () => {
    const selects = (index: number) => (n: Notification) => n.index === index
    const chunk = sampleChunk(...[1, 2, 3].map((index) => inState('new', { index })))
    const first = claim(chunk, selects(2), taken)
    const second = claim(first, (n) => n.state === 'new', taken)
    expect(second.notifications.map(({ call }) => call)).toEqual([2, 1, 2])
    expect(claim(second, selects(3), taken).notifications.map(({ call }) => call)).toEqual([2, 1, 3])
  })

  test('never takes what was accepted or is final, whatever is selected', () => {
    expect(statesOf(claim(oneOfEach, () => true, taken))).toEqual([
      'claimed',
      'claimed',
      'claimed',
      'accepted',
      'final',
    ])
  })
})

describe('a release', () => {
  test('puts back what is claimed, and keeps the count of its attempts', () => {
    const claimed = inState('claimed', { attempt: 1, call: 3 })
    expect(release(claimed, later)).toEqual({ ...claimed, state: 'new', at: later })
  })

  test.each(['new', 'unknown', 'accepted', 'final'] as const)('leaves what is %s as it is', (state) => {
    const notification = inState(state)
    expect(release(notification, later)).toBe(notification)
  })
})

describe('settling', () => {
  test('applies the finding to what it selects', () => {
    const chunk = settle(oneOfEach, (n) => n.index !== 2, { finding: { state: 'unknown' }, at: later })
    expect(statesOf(chunk)).toEqual(['unknown', 'claimed', 'unknown', 'accepted', 'final'])
  })

  test('keeps the claim', () => {
    const claimed = { ...oneOfEach, claim: taken.claim }
    expect(settle(claimed, () => true, { finding: findings.final, at: later }).claim).toEqual(taken.claim)
  })

  test('a chunk is finished when its last notification is final', () => {
    const almost = sampleChunk(inState('final'), inState('accepted', { index: 2 }))
    expect(isFinished(almost)).toBe(false)
    expect(isFinished(settle(almost, (n) => n.index === 2, { finding: findings.final, at: later }))).toBe(true)
  })
})

describe('a lease', () => {
  const leased = { ...sampleChunk(inState('claimed')), claim: taken.claim }

  test('lives until its end, exclusively', () => {
    expect(holdsLiveLease(leased, secondsAfter(later, -0.001))).toBe(true)
    expect(holdsLiveLease(leased, later)).toBe(false)
  })

  test('is over when nothing is claimed any more', () => {
    for (const state of ['new', 'unknown', 'accepted', 'final'] as const) {
      expect(holdsLiveLease({ ...leased, notifications: [inState(state)] }, noon)).toBe(false)
    }
  })

  test('can be given up early, and its nonce stays known', () => {
    const ended = endLease(leased, noon)
    expect(ended.claim).toEqual({ ...taken.claim, leaseUntil: noon })
    expect(holdsLiveLease(ended, noon)).toBe(false)
  })

  test('that nobody holds cannot be given up', () => expect(endLease(oneOfEach, noon)).toEqual(oneOfEach))
})

test.each([
  ['new', 'Email_New', 'SMS_New'],
  ['claimed', 'Email_Sending', 'SMS_Sending'],
  ['unknown', 'Email_Sending', 'SMS_Sending'],
  ['accepted', 'Email_Succeeded', 'SMS_Accepted'],
] as const)('the outside sees %s as %s or %s', (state, email, sms) => {
  expect([lifecycleOf('email', inState(state)), lifecycleOf('sms', inState(state))]).toEqual([email, sms])
})

test('the outside sees how a notification ended', () => {
  expect(lifecycleOf('email', inState('final'))).toBe('Email_Failed_Bounced')
  expect(lifecycleOf('sms', inState('final', { result: 'Failed_BarredReceiver' }))).toBe('SMS_Failed_BarredReceiver')
})
