import { describe, expect, test } from 'vitest'
import { chainOf } from '../../../src/domain/ids.ts'
import { toAddresses, type OrderDraft } from '../../../src/domain/new-order.ts'
import { segmentsOf } from '../../../src/domain/progress.ts'
import { isSegmentFinished } from '../../../src/domain/segments.ts'
import { sampleOrder } from '../../unit/domain/sample-order.ts'
import { chunkOfPart } from '../../unit/domain/sample-segments.ts'
import { changed, content, drafted, final, later, numbers, people, segmentedOrders } from './segmented-orders.ts'
import { rowsOf, startedTables } from './started-tables.ts'

const tables = startedTables()
const { orders, accepted, toPeople, partOf, headOf, segmentOf } = segmentedOrders(tables)

describe('a segment whose recipients are looked up', () => {
  test('lies in the row of its order where it is the only one', async () => {
    const order = await toPeople(3)
    expect([...(await rowsOf(tables.client('orders'), chainOf(order.id))).keys()]).toEqual([order.id])
    expect((await segmentOf(order)).value).toEqual({ number: 1, recipients: people(3), finished: [], tally: {} })
    expect(await headOf(order)).toMatchObject({ segments: { count: 1, isResolved: false } })
    expect(await orders().readWithContent(order.id)).toMatchObject({ content })
  })

  test('has a row of its own where there are several', async () => {
    const order = await toPeople(101)
    expect((await segmentOf(order, 2)).value).toMatchObject({ number: 2, recipients: people(101).slice(100) })
    expect((await orders().readParts(order)).values).toEqual([])
  })

  test.each([1, 101])('is resolved once: the chunks of the first are its chunks (%i recipients)', async (count) => {
    const order = await toPeople(count)
    const segment = await segmentOf(order)
    const email = chunkOfPart({ segment: 1, chunk: 0 }, 'email', {})
    expect(await orders().resolveSegment(order, segment, [email])).toMatchObject({ outcome: 'stored' })
    const other = chunkOfPart({ segment: 1, chunk: 1 }, 'sms', {})
    expect(await orders().resolveSegment(order, segment, [other])).toEqual({ outcome: 'conflict' })
    expect((await segmentOf(order)).value.chunks).toEqual({ email: [0], sms: [] })
    expect((await partOf(order, 1)).value.chunk).toEqual(email)
    expect(await orders().readPart(order, { segment: 1, chunk: 1 })).toBeUndefined()
  })

  test.each([1, 101])('that nobody can be reached in is finished in the same write (%i recipients)', async (count) => {
    const order = await toPeople(count)
    const failed = { state: 'final', result: 'Failed_RecipientReserved', address: '', at: later } as const
    const chunk = chunkOfPart({ segment: 1, chunk: 0 }, 'email', failed)
    const update = await orders().resolveSegment(order, await segmentOf(order), [chunk])
    expect(update).toMatchObject({ state: count === 1 ? 'Completed' : 'Registered' })
    expect(isSegmentFinished(segmentsOf(await headOf(order)), 1)).toBe(true)
    expect((await segmentOf(order)).value).toMatchObject({ finished: [0], tally: { email: { generated: 1 } } })
  })

  test.each([1, 101])('is finished by its last chunk, and tells its order (%i recipients)', async (count) => {
    const order = await toPeople(count)
    const chunks = [
      chunkOfPart({ segment: 1, chunk: 0 }, 'email', {}),
      chunkOfPart({ segment: 1, chunk: 1 }, 'sms', {}),
    ]
    await orders().resolveSegment(order, await segmentOf(order), chunks)
    await orders().updateParts([changed(await partOf(order, 1, 1), final)])
    expect((await segmentOf(order)).value).toMatchObject({
      finished: [1],
      tally: { sms: { generated: 1, succeeded: 1 } },
    })
    expect(isSegmentFinished(segmentsOf(await headOf(order)), 1)).toBe(false)
    const last = await orders().updateParts([changed(await partOf(order, 1), final)])
    expect(last).toMatchObject({ state: count === 1 ? 'Completed' : 'Registered' })
    expect((await headOf(order)).segments?.tally).toMatchObject({
      email: { generated: 1, succeeded: 1 },
      sms: { generated: 1, succeeded: 1 },
    })
    expect((await segmentOf(order)).value.recipients).toHaveLength(Math.min(count, 100))
  })

  test('has room for as many chunks as one transaction makes', async () => {
    const order = await toPeople(1)
    const chunks = Array.from({ length: 90 }, (_, chunk) => chunkOfPart({ segment: 1, chunk }, 'email', {}))
    expect(await orders().resolveSegment(order, await segmentOf(order), chunks)).toMatchObject({ outcome: 'stored' })
    expect((await orders().readParts(order)).values).toHaveLength(90)
  })

  test('of an order that is not there is gone, and so is one that is not there', async () => {
    const order = await toPeople(1)
    const segment = await segmentOf(order)
    const nobodys = { ...order, id: sampleOrder().id }
    expect(await orders().resolveSegment(nobodys, segment, [])).toEqual({ outcome: 'gone' })
    expect(await orders().readSegment(nobodys, 1)).toBeUndefined()
  })
})

describe('each channel of an order', () => {
  test('has its own expiry, and only SMS wait for the daytime', async () => {
    const draft: Partial<OrderDraft> = { channel: 'EmailAndSms', recipients: people(1), policy: 'Daytime' }
    const order = await accepted(drafted({ ...draft, requestedSendTime: new Date('2026-11-23T20:00:00Z') }))
    const chunks = [
      chunkOfPart({ segment: 1, chunk: 0 }, 'email', {}),
      chunkOfPart({ segment: 1, chunk: 1 }, 'sms', {}),
    ]
    await orders().resolveSegment(order, await segmentOf(order), chunks)
    const [email, sms] = [(await partOf(order, 1)).value, (await partOf(order, 1, 1)).value]
    expect([email.policy, email.expiry]).toEqual([undefined, new Date('2026-11-25T20:00:00Z')])
    expect([sms.policy, sms.expiry]).toEqual(['Daytime', new Date('2026-11-26T08:00:00Z')])
  })
})

describe('erasing an order in segments', () => {
  const secrets = ['1606940', 'hemmelig', '+47999', 'ola@', 'condition']

  test.each([
    ['to addresses', drafted(toAddresses('sms', numbers(201)))],
    [
      'of one segment',
      drafted({
        channel: 'EmailAndSms',
        recipients: people(3),
        terms: { conditionEndpoint: 'https://x.no/condition' },
      }),
    ],
    ['of several', drafted({ channel: 'EmailAndSms', recipients: people(101) })],
  ])('%s leaves no part, and nothing personal', async (_, draft) => {
    const order = await accepted(draft)
    if (draft.order.segments?.isResolved === false) {
      await orders().resolveSegment(order, await segmentOf(order), [chunkOfPart({ segment: 1, chunk: 0 }, 'email', {})])
    }
    const stored = await orders().read(order.id)
    if (stored === undefined) throw new Error('the order is there')
    expect(await orders().erase(stored.value, stored.version)).toMatchObject({ outcome: 'stored' })
    const rows = await rowsOf(tables.client('orders'), chainOf(order.id))
    expect([...rows.keys()]).toEqual([order.id])
    const text = [...rows.values()].flatMap((row) =>
      Object.values(row).map((of) => (of instanceof Uint8Array ? Buffer.from(of).toString() : String(of))),
    )
    for (const secret of secrets) expect(text.join()).not.toContain(secret)
    expect(await headOf(order)).toMatchObject({ erased: true, segments: { count: draft.order.segments?.count } })
  })
})
