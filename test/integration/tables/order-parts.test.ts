import { describe, expect, test } from 'vitest'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { chainOf, orderIdOf } from '../../../src/domain/ids.ts'
import { toAddresses } from '../../../src/domain/new-order.ts'
import type { Chunk, Notification } from '../../../src/domain/notification.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import { segmentsOf } from '../../../src/domain/progress.ts'
import { isSegmentFinished } from '../../../src/domain/segments.ts'
import { noon, sampleOrder } from '../../unit/domain/sample-order.ts'
import { changed, drafted, final, later, numbers, segmentedOrders } from './segmented-orders.ts'
import { loseAnswers, recordBodies } from './spoiled-wire.ts'
import { rowsOf, startedTables } from './started-tables.ts'

const tables = startedTables()
const { orders, accepted, large, partOf, headOf } = segmentedOrders(tables)

describe('the parts of a large order', () => {
  test('come back as they were written, each by its place and all of them page by page', async () => {
    const order = await large(201)
    const { value } = await partOf(order, 3)
    expect(value.chunk).toEqual({
      channel: 'sms',
      part: { segment: 3, chunk: 0 },
      notifications: [{ index: 1, address: '+4799900200', state: 'new', at: noon, attempt: 0 }],
    })
    expect(value.segments).toEqual(order.segments)
    const { values, next } = await orders().readParts(order)
    expect(values.map(({ value: part }) => part.chunk.notifications.length)).toEqual([100, 100, 1])
    expect(next).toBeUndefined()
  })

  test('written again are as they were: whoever repeats a request harms nothing', async () => {
    const order = drafted(toAddresses('sms', numbers(9_101)))
    const parts = [...(order.parts ?? [])]
    await orders().addParts(order.order.id, parts.slice(0, 90))
    await orders().addParts(order.order.id, parts)
    const head = await accepted(order)
    expect((await orders().readParts(head)).values).toHaveLength(92)
  })

  test('whose answer was lost are written all the same', async () => {
    const [client, order] = [tables.client('orders'), drafted(toAddresses('sms', numbers(101)))]
    loseAnswers(client, 1)
    await tableOrders(client).addParts(order.order.id, order.parts ?? [])
    expect((await orders().readParts(order.order)).values).toHaveLength(2)
  })

  test('are more than one transaction, and more than one page', async () => {
    const order = await large(12_001)
    const seen: (number | undefined)[] = []
    let [next, pages]: [string | undefined, number] = [undefined, 0]
    do {
      const page = await orders().readParts(order, next)
      seen.push(...page.values.map(({ value }) => value.chunk.part?.segment))
      next = page.next
      pages++
    } while (next !== undefined)
    expect(seen).toEqual(Array.from({ length: 121 }, (_, i) => i + 1))
    expect(pages).toBe(2)
  })

  test('are their order’s own: another one of the chain has others', async () => {
    const first = await large(101)
    const second = await accepted(
      drafted(toAddresses('sms', numbers(301)), sampleOrder({ id: orderIdOf(chainOf(first.id), 2) })),
    )
    const count = async (of: OrderHead) => (await orders().readParts(of)).values.length
    expect([await count(first), await count(second)]).toEqual([2, 4])
    await orders().removeParts(first.id)
    expect([await count(first), await count(second)]).toEqual([0, 4])
    expect((await headOf(first)).segments?.count).toBe(2)
  })

  test('can be removed again, also when nothing is left', async () => {
    const order = await large(12_001)
    await orders().removeParts(order.id)
    await orders().removeParts(order.id)
    expect((await rowsOf(tables.client('orders'), chainOf(order.id))).size).toBe(1)
  })

  test('have room for all that a hundred notifications can hold', async () => {
    const order = await large(101)
    const receipt = { provider: 'acs', reference: crypto.randomUUID() }
    const stored = await partOf(order, 1)
    const notifications = stored.value.chunk.notifications.map((n): Notification => {
      const report = Array.from({ length: 28 }, () => crypto.randomUUID()).join('')
      return { ...n, ...final, attempt: 3, call: 7, attemptedAt: noon, receipt, report, name: 'Kari Nordmann Øvregård' }
    })
    const chunk: Chunk = { ...stored.value.chunk, notifications }
    expect(await orders().updateParts([{ ...stored, value: { ...stored.value, chunk } }])).toMatchObject({
      outcome: 'stored',
    })
    expect((await partOf(order, 1)).value.chunk).toEqual(chunk)
  })

  test('that are not there are undefined', async () => {
    expect(await orders().readPart(await large(101), { segment: 3, chunk: 0 })).toBeUndefined()
  })
})

describe('storing parts', () => {
  test('under the version they were read in answers the next version', async () => {
    const order = await large(101)
    const stored = await partOf(order, 2)
    const update = await orders().updateParts([changed(stored, { state: 'accepted' })])
    const again = await partOf(order, 2)
    expect(update).toEqual({ outcome: 'stored', version: again.version, state: 'Registered' })
    expect(again.value.chunk.notifications).toMatchObject([{ state: 'accepted' }])
  })

  test('is the same for one as for an order: a claim is stored that way', async () => {
    const order = await large(101)
    const { value, version } = changed(await partOf(order, 2), { state: 'claimed' })
    expect(await orders().update(value, version)).toMatchObject({ outcome: 'stored' })
    expect(await orders().update(value, version)).toEqual({ outcome: 'conflict' })
  })

  test('that are finished tells the order in the same write, and the last completes it', async () => {
    const order = await large(201)
    const both = await Promise.all([partOf(order, 1), partOf(order, 3)])
    expect(await orders().updateParts(both.map((part) => changed(part, final)))).toMatchObject({ state: 'Registered' })
    const between = segmentsOf(await headOf(order))
    expect([1, 2, 3].map((segment) => isSegmentFinished(between, segment))).toEqual([true, false, true])
    expect(between.tally).toEqual({ sms: { generated: 101, succeeded: 101 } })
    const last = await orders().updateParts([changed(await partOf(order, 2), final)])
    expect(last).toMatchObject({ outcome: 'stored', state: 'Completed' })
    expect(await headOf(order)).toMatchObject({
      state: 'Completed',
      processed: later,
      segments: { tally: { sms: { generated: 201, succeeded: 201 } } },
    })
  })

  test('that one of them has been changed by others stores none of them, nor anything of the order', async () => {
    const order = await large(101)
    const [first, second] = [await partOf(order, 1), await partOf(order, 2)]
    await orders().updateParts([changed(second, { state: 'accepted' })])
    expect(await orders().updateParts([first, second].map((part) => changed(part, final)))).toEqual({
      outcome: 'conflict',
    })
    expect((await partOf(order, 1)).value.chunk.notifications[0]?.state).toBe('new')
    expect((await headOf(order)).segments).toEqual(order.segments)
  })

  test('of many who finish different ones at once loses none of them', async () => {
    const order = await large(1_001)
    const finish = async (segment: number): Promise<void> => {
      const { outcome } = await orders().updateParts([changed(await partOf(order, segment), final)])
      if (outcome === 'conflict') await finish(segment)
    }
    await Promise.all(Array.from({ length: 11 }, (_, i) => finish(i + 1)))
    expect(await headOf(order)).toMatchObject({
      state: 'Completed',
      segments: { tally: { sms: { generated: 1_001, succeeded: 1_001 } } },
    })
  })

  test('never carries the content', async () => {
    const order = await large(101)
    const client = tables.client('orders')
    const bodies = recordBodies(client)
    await tableOrders(client).updateParts([changed(await partOf(order, 2), final)])
    expect(bodies.join()).toContain('segments')
    expect(bodies.join()).not.toContain('content0')
  })

  test('that are not there any more is gone, and makes none', async () => {
    const order = await large(101)
    const stored = await partOf(order, 2)
    await orders().removeParts(order.id)
    expect(await orders().updateParts([changed(stored, final)])).toEqual({ outcome: 'gone' })
    expect((await orders().readParts(order)).values).toEqual([])
  })
})
