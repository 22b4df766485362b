import { describe, expect, test } from 'vitest'
import { newOrder, toAddresses, type NewOrder, type OrderDraft } from '../../../src/domain/new-order.ts'
import type { Chunk } from '../../../src/domain/notification.ts'
import type { Segment } from '../../../src/domain/segments.ts'
import { noon, sampleOrder, secondsAfter } from './sample-order.ts'

const { id, type, creator, nonce, idempotencyHash, reminders } = sampleOrder()
const origin = { id, type, creator, nonce, idempotencyHash, reminders, created: noon }
const evening = new Date('2026-11-24T20:00:00Z')

const sms: OrderDraft = {
  ...toAddresses('sms', ['+4799999999']),
  policy: 'Daytime',
  requestedSendTime: evening,
  content: { sms: { sender: 'Altinn', body: 'Hei' } },
}

const addresses = (count: number) => Array.from({ length: count }, (_, i) => `ola${i + 1}@example.no`)
const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ nationalIdentityNumber: String(16_069_400_000 + i) }))
const organizations = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ organizationNumber: String(910_568_000 + i) }))

const made = (changes: Partial<OrderDraft>) => newOrder({ ...sms, ...changes }, origin)
const chunksOf = ({ parts }: NewOrder) => [...(parts ?? [])] as Chunk[]
const segmentsIn = ({ parts, segment }: NewOrder) =>
  segment === undefined ? ([...(parts ?? [])] as Segment[]) : [segment]

test('an order begins with one notification that nobody has tried to send', () => {
  expect(newOrder({ ...sms, sendersReference: 'r' }, origin).order).toEqual({
    ...origin,
    sendersReference: 'r',
    requestedSendTime: evening,
    processed: noon,
    state: 'Registered',
    policy: 'Daytime',
    chunk: {
      channel: 'sms',
      notifications: [{ index: 1, address: '+4799999999', state: 'new', at: noon, attempt: 0 }],
    },
    expiry: new Date('2026-11-27T08:00:00Z'),
    erased: false,
  })
})

test('an e-mail lives for 48 hours, and waits for no window', () => {
  const { policy: _, ...draft } = sms
  const { order } = newOrder({ ...draft, ...toAddresses('email', ['ola@example.no']), content: {} }, origin)
  expect(order.expiry).toEqual(secondsAfter(evening, 48 * 3600))
  expect(order).not.toHaveProperty('policy')
  expect(order).not.toHaveProperty('sendersReference')
})

test('an SMS that may leave at any time lives for 48 hours', () => {
  expect(newOrder({ ...sms, policy: 'Anytime' }, origin).order.expiry).toEqual(secondsAfter(evening, 48 * 3600))
})

describe('an order to addresses', () => {
  test('of up to a hundred stays whole, and says what it is to nowhere else', () => {
    const { order, content, parts, segment } = made(toAddresses('email', addresses(100)))
    expect(order.chunk?.notifications).toHaveLength(100)
    expect([order.segments, parts, segment, content.recipients]).toEqual([undefined, undefined, undefined, undefined])
  })

  test('keeps its recipients as they were ordered where there is more to them', () => {
    const recipients = [{ emailAddress: 'ola@example.no', organizationNumber: '910568183' }]
    const { order, content } = made({ channel: 'Email', recipients })
    expect(order.chunk?.notifications).toMatchObject([{ address: 'ola@example.no' }])
    expect(content.recipients).toEqual(recipients)
  })

  test('of more than a hundred is in segments of a hundred, a chunk each', () => {
    const large = made(toAddresses('email', addresses(201)))
    expect(large.order).toMatchObject({
      segments: { count: 3, recipients: 201, channels: ['email'], isResolved: true },
    })
    expect(large.order.chunk).toBeUndefined()
    const chunks = chunksOf(large)
    expect(chunks.map(({ part, channel }) => ({ ...part, channel }))).toEqual(
      [1, 2, 3].map((segment) => ({ segment, chunk: 0, channel: 'email' })),
    )
    expect(chunks.map(({ notifications }) => notifications.length)).toEqual([100, 100, 1])
    expect(chunks[2]?.notifications).toEqual([
      { index: 1, address: 'ola201@example.no', state: 'new', at: noon, attempt: 0 },
    ])
  })

  test('makes its chunks anew for each who asks: a repeated write begins at the beginning', () => {
    const large = made(toAddresses('email', addresses(101)))
    expect(chunksOf(large)).toEqual(chunksOf(large))
    expect(chunksOf(large)).toHaveLength(2)
  })
})

describe('an order whose recipients are found when it is due', () => {
  test.each<[string, Partial<OrderDraft>]>([
    ['to somebody by name', { channel: 'Sms', recipients: people(1) }],
    ['to one by name and one by address', { channel: 'Sms', recipients: [...people(1), ...sms.recipients] }],
    ['by both channels', { channel: 'EmailAndSms', recipients: [{ emailAddress: 'ola@example.no' }] }],
    ['by whichever there is', { channel: 'SmsPreferred', recipients: sms.recipients }],
    ['under a condition', { terms: { conditionEndpoint: 'https://example.no/condition' } }],
  ])('%s keeps them as ordered, in the only segment of its own row', (_, changes) => {
    const draft = { ...sms, ...changes }
    const { order, segment, parts, content } = newOrder(draft, origin)
    expect(order).toMatchObject({ state: 'Registered', segments: { count: 1, isResolved: false } })
    expect(order.chunk).toBeUndefined()
    expect(segment).toEqual({ number: 1, recipients: draft.recipients, finished: [], tally: {} })
    expect([parts, content.recipients]).toEqual([undefined, undefined])
  })

  test('has rows for its segments where it has several', () => {
    const of = made({ channel: 'EmailPreferred', recipients: people(101) })
    expect(of.segment).toBeUndefined()
    expect(segmentsIn(of).map(({ number, recipients }) => [number, recipients.length])).toEqual([
      [1, 100],
      [2, 1],
    ])
    expect(of.order).toMatchObject({ segments: { count: 2, recipients: 101, channels: ['email', 'sms'] } })
  })

  test.each([
    ['twenty organisations', organizations(20), [20]],
    ['twenty-one', organizations(21), [20, 1]],
    ['ninety-five persons and an organisation', [...people(95), ...organizations(1)], [96]],
    ['ninety-six persons and an organisation', [...people(96), ...organizations(1)], [96, 1]],
  ])('counts an organisation for five, since it may have many addresses: %s', (_, recipients, sizes) => {
    const of = made({ channel: 'Email', recipients })
    expect(segmentsIn(of).map((segment) => segment.recipients.length)).toEqual(sizes)
  })

  test('expires with the first of its channels, and says how they are chosen', () => {
    const { order } = made({ channel: 'EmailAndSms', recipients: people(1), terms: { ignoreReservation: true } })
    expect(order).toMatchObject({
      policy: 'Daytime',
      expiry: secondsAfter(evening, 48 * 3600),
      terms: { channel: 'EmailAndSms', ignoreReservation: true },
    })
  })

  test('says nothing of terms where it has none', () => {
    expect(made({ channel: 'Sms', recipients: people(1), terms: {} }).order).not.toHaveProperty('terms')
  })
})
