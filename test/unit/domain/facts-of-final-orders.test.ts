import { describe, expect, test } from 'vitest'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import { logEntriesOf } from '../../../src/domain/log-entry.ts'
import { countsOf, monthlyCountOf, noCounts, sumOf } from '../../../src/domain/monthly-count.ts'
import type { Order, OrderContent } from '../../../src/domain/order.ts'
import { outcomesOf } from '../../../src/domain/outcome.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from './sample-order.ts'

const later = secondsAfter(noon, 86_400)
const receipt = { provider: 'acs', reference: 'op-1' }
const emails = sampleChunk(
  sampleNotification({ state: 'final', result: 'Delivered', at: noon, receipt }),
  sampleNotification({ index: 2, address: 'kari@example.no', state: 'final', result: 'Failed_Bounced', at: later }),
)
const numbers = ['+4799999999', '0047 99999998', '+4612345678']
const sms = {
  channel: 'sms',
  notifications: numbers.map((address, i) =>
    sampleNotification({ index: i + 1, address, state: 'final', result: i === 0 ? 'Delivered' : 'Failed', at: noon }),
  ),
} as const

const mail: OrderContent = {
  email: { senderEmailAddress: 'noreply@altinn.cloud', subject: 'Hei', body: 'Hei', contentType: 'Plain' },
}
const text: OrderContent = { sms: { sender: 'Altinn', body: 'a'.repeat(161) } }
const completed = (changes: Partial<Order> = {}) =>
  sampleOrder({ state: 'Completed', processed: later, chunk: emails, ...changes })
const counted = (order: Order, content: OrderContent) =>
  monthlyCountOf(order, sumOf({ ...noCounts, orders: 1 }, countsOf(order, content)))
const unsent = (['SendConditionNotMet', 'Cancelled', 'Registered', 'Processing'] as const).map((state) => [state])

describe('what a month counts of an order', () => {
  test('by e-mail: the order, its e-mails, and those delivered', () => {
    const { month, counts } = counted(completed(), mail)
    expect(month).toBe('2026-11')
    expect(counts).toEqual({ ...noCounts, orders: 1, emails: 2, emailsDelivered: 1 })
  })

  test('by SMS: every part of every SMS, but each delivery once', () => {
    expect(counted(completed({ chunk: sms }), text).counts).toEqual({
      ...noCounts,
      orders: 1,
      smsParts: 6,
      smsDelivered: 1,
    })
  })

  test('whose condition was not met: the order alone', () => {
    const order = completed({ state: 'SendConditionNotMet' })
    expect(monthlyCountOf(order, { ...noCounts, orders: 1 })).toEqual({
      month: '2026-11',
      counts: { ...noCounts, orders: 1 },
    })
  })

  test('is the month that it was to be sent in, by UTC', () => {
    const requestedSendTime = new Date('2026-12-01T00:30:00+01:00')
    const order = completed({ requestedSendTime, processed: new Date('2026-12-01T08:00:00Z') })
    expect(counted(order, mail).month).toBe('2026-11')
  })

  test('adds up', () => {
    const [one, other] = [counted(completed(), mail), counted(completed({ chunk: sms }), text)]
    expect(sumOf(one.counts, other.counts)).toEqual({
      orders: 2,
      emails: 2,
      emailsDelivered: 1,
      smsParts: 6,
      smsDelivered: 1,
    })
  })
})

describe('the log', () => {
  const associated = { ...mail, dialogportenAssociation: { dialogId: 'dialog', transmissionId: 'transmission' } }

  test('has an entry for each notification of an order that belongs to a dialog', () => {
    const order = completed()
    expect(logEntriesOf(order, associated)).toEqual([
      {
        notification: notificationIdOf(order.id, 1, 1),
        creator: 'ttd',
        dialogId: 'dialog',
        transmissionId: 'transmission',
        type: 'Notification',
        channel: 'email',
        destination: 'ola@example.no',
        result: 'Delivered',
        requestedSendTime: noon,
        lastUpdate: noon,
      },
      expect.objectContaining({ destination: 'kari@example.no', result: 'Failed_Bounced', lastUpdate: later }),
    ])
  })

  test.each([
    [{ dialogId: 'dialog' }, { dialogId: 'dialog' }],
    [{ transmissionId: 'transmission', dialogId: ' ' }, { transmissionId: 'transmission' }],
  ])('knows an association of one part: %j', (dialogportenAssociation, known) => {
    const [entry] = logEntriesOf(completed(), { ...mail, dialogportenAssociation })
    expect(entry).toMatchObject(known)
    expect(Object.keys(entry ?? {}).filter((name) => /dialogId|transmissionId/.test(name))).toEqual(Object.keys(known))
  })

  test.each([
    ['no association', mail],
    ['a blank one', { ...mail, dialogportenAssociation: { dialogId: '', transmissionId: '  ' } }],
    ['content that has been erased', undefined],
  ])('has none with %s', (_, content) => expect(logEntriesOf(completed(), content)).toEqual([]))

  test.each(unsent)('has none of an order that is %s', (state) => {
    expect(logEntriesOf(completed({ state }), associated)).toEqual([])
  })
})

describe('the outcomes', () => {
  test('of e-mails, all on the day that their order was finished', () => {
    const order = completed({ terms: { resourceId: 'urn:altinn:resource:x' } })
    expect(outcomesOf(order, mail)).toEqual([
      {
        notification: notificationIdOf(order.id, 1, 1),
        channel: 'email',
        day: '2026-11-24',
        creator: 'ttd',
        sendersReference: 'ref-1',
        resourceId: 'urn:altinn:resource:x',
        requestedSendTime: noon,
        result: 'Delivered',
        providerReference: 'op-1',
      },
      expect.objectContaining({ day: '2026-11-24', result: 'Failed_Bounced', providerReference: '' }),
    ])
  })

  test('of SMS tell what they are billed by', () => {
    const outcomes = outcomesOf(completed({ chunk: sms }), text)
    expect(outcomes.map((outcome) => outcome.sms)).toEqual([
      { rate: 'innland', numberPrefix: '+479', parts: 2, bodyLength: 161 },
      { rate: 'innland', numberPrefix: '0047', parts: 2, bodyLength: 161 },
      { rate: 'utland', numberPrefix: '+461', parts: 2, bodyLength: 161 },
    ])
  })

  test('of an SMS without a number have no rate', () => {
    const chunk = { ...sms, notifications: [sampleNotification({ address: '', state: 'final', result: 'Failed' })] }
    expect(outcomesOf(completed({ chunk }), text)[0]?.sms).toMatchObject({ rate: 'n/a', numberPrefix: '' })
  })

  test.each(unsent)('of an order that is %s are none', (state) => {
    expect(outcomesOf(completed({ state }), mail)).toEqual([])
  })
})
