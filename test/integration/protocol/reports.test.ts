import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { notificationIdOf, type OrderId } from '../../../src/domain/ids.ts'
import type { Order } from '../../../src/domain/order.ts'
import type { Around } from '../../../src/port-wrapping.ts'
import type { RawReport } from '../../../src/use-cases/ports.ts'
import type { Delivery } from '../fault-walk/virtual-bus.ts'
import { at, atFirst, delivery, draft, nobodysOrder, stage, type Scene } from './stage.ts'

const enter = stage()
const busy = () => Promise.reject(new TransientFault('BUSY'))

const reportOf = (order: OrderId, status = 'Delivered', id = 'event-1'): Delivery => {
  const data = { messageId: notificationIdOf(order, 1, 1), status, recipient: 'kari@example.no' }
  const body = { eventType: 'Microsoft.Communication.EmailDeliveryReportReceived', data }
  return { ...delivery('delivery-reports', body), id }
}

/** An order whose mail has been accepted. */
async function accepted() {
  const scene = await enter()
  const life = scene.life()
  await life.place(draft(scene))
  await life.handle(scene.bus.take())
  return { scene, life, id: (await scene.order()).id, before: scene.calls.length }
}

const putBackBy = ({ calls }: Scene) =>
  calls.flatMap(({ name, args }) => (name === 'bus.postReports' ? [args as [RawReport[], number]] : []))

test('all reports of an order are recorded in one write', async () => {
  const { scene, life, id, before } = await accepted()
  await life.handle([reportOf(id, 'Delivered', 'one'), reportOf(id, 'Bounced', 'two'), reportOf(id, 'Failed', 'three')])
  const names = scene.calls.slice(before).map(({ name }) => name)
  expect(names.filter((name) => name.startsWith('orders.'))).toEqual(['orders.read', 'orders.update'])
  expect(await scene.order()).toMatchObject({ state: 'Completed', chunk: { notifications: [{ result: 'Delivered' }] } })
})

test('a report never overwrites what others stored: it is applied to that', async () => {
  const { scene, id } = await accepted()
  const rival = atFirst('orders.update', async ({ args }, proceed) => {
    const { orders } = scene.ports()
    const [{ chunk, ...order }, version] = args as [Order, string]
    const kept = {
      ...chunk,
      claim: { nonce: 'of a rival', claimedAt: scene.time.machine.now(), leaseUntil: scene.time.machine.now() },
    }
    const notifications = (await scene.order()).chunk.notifications
    await orders.update({ ...order, state: 'Processing', chunk: { ...kept, notifications } }, version)
    return proceed()
  })
  await scene.life({ around: rival }).handle([reportOf(id)])
  expect(await scene.order()).toMatchObject({ state: 'Completed', chunk: { claim: { nonce: 'of a rival' } } })
})

test('the first final state stays, whatever is reported later, and is no dead report', async () => {
  const { scene, life, id } = await accepted()
  await life.handle([reportOf(id)])
  const delivered = await scene.order()
  await life.handle([reportOf(id, 'Bounced', 'late')])
  expect(await scene.order()).toEqual(delivered)
  expect(await scene.rows('deadreports')).toEqual([])
})

describe('a report that finds nothing to change is kept as a dead report', () => {
  test('of an order that nobody knows, without the address, and makes no order', async () => {
    const scene = await enter()
    await scene.life().handle([reportOf(nobodysOrder)])
    expect(await scene.rows('deadreports')).toMatchObject([{ reason: 'NOTIFICATION_NOT_FOUND', result: 'Delivered' }])
    expect(JSON.stringify(await scene.rows('deadreports'))).not.toContain('example.no')
    expect(await scene.rows('orders')).toEqual([])
    expect(putBackBy(scene)).toEqual([])
  })

  test.each(['Delivered', 'Failed_TTL', 'not final'] as const)(
    'of an order that has been erased (%s), without the address, and brings nothing back',
    async (end) => {
      const { scene, life, id } = await accepted()
      if (end === 'Delivered') await life.handle([reportOf(id)])
      if (end === 'Failed_TTL') await expired(scene, id)
      await scene.ports().orders.erase(await scene.order(), '*')
      const erased = await scene.order()
      await life.handle([reportOf(id, 'Bounced', 'late')])
      expect(await scene.order()).toEqual(erased)
      expect(await scene.rows('deadreports')).toMatchObject([{ reason: 'NOTIFICATION_NOT_FOUND' }])
      expect(JSON.stringify(await scene.rows('deadreports'))).not.toContain('example.no')
    },
  )

  test('of a notification that has expired, with the address masked', async () => {
    const { scene, life, id } = await accepted()
    const given = await expired(scene, id)
    await life.handle([reportOf(id)])
    expect(await scene.order()).toEqual(given)
    const dead = { reason: 'NOTIFICATION_EXPIRED', result: 'Delivered', maskedRecipient: 'k***@example.no' }
    expect(await scene.rows('deadreports')).toMatchObject([dead])
    expect(JSON.stringify(await scene.rows('deadreports'))).not.toContain('kari')
  })

  test('that cannot be read, and the others of its batch are recorded', async () => {
    const { scene, life, id } = await accepted()
    await life.handle([{ ...delivery('delivery-reports', { nonsense: 'kari@example.no' }), id: 'odd' }, reportOf(id)])
    expect(await scene.rows('deadreports')).toMatchObject([{ reason: 'INVALID_DELIVERY_REPORT' }])
    expect(await scene.order()).toMatchObject({ state: 'Completed' })
  })

  async function expired(scene: Scene, id: OrderId): Promise<Order> {
    scene.time.advanceTo((await scene.order()).expiry.getTime() + 300_000)
    await scene.life().handle([delivery('email-send', { order: id, origin: 'watch@x', attempt: 0, hop: 0 })])
    const order = await scene.order()
    expect(order).toMatchObject({ chunk: { notifications: [{ result: 'Failed_TTL' }] } })
    return order
  }
})

describe('a batch of reports', () => {
  test('never fails for one of them: it is put back as it came, a hop further', async () => {
    const { scene, id } = await accepted()
    const fails = at('orders.read', ({ args: [order] }, proceed) => (order === nobodysOrder ? busy() : proceed()))
    const failing = { ...reportOf(nobodysOrder), id: 'failing', hop: 3 }
    await scene.life({ around: fails }).handle([failing, reportOf(id)])
    expect(await scene.order()).toMatchObject({ state: 'Completed' })
    expect(putBackBy(scene)).toEqual([[[{ id: 'failing', body: failing.body, hop: 3 }], 8]])
  })

  test('puts back what it does not reach within half of its lock', async () => {
    const scene = await enter()
    const slow = at('deadReports.put', (_, proceed) => {
      scene.pass(30)
      return proceed()
    })
    const odd = (id: string) => ({ ...delivery('delivery-reports', { id }), id })
    const batch = Array.from({ length: 20 }, (_, i) => odd(`event-${i}`))
    await scene.life({ around: slow }).handle(batch)
    const back = putBackBy(scene).flatMap(([reports]) => reports.map(({ id }) => id))
    expect(back).toHaveLength(19)
    expect(await scene.rows('deadreports')).toHaveLength(1)
  })

  test.each([
    [9, 'put back once more', { back: 1, dead: [] }],
    [10, 'kept as a dead report', { back: 0, dead: [{ reason: 'UNPROCESSABLE' }] }],
  ])('does not carry a fault that nobody foresaw on for ever (hop %i: %s)', async (hop, _, { back, dead }) => {
    const { scene, id } = await accepted()
    const broken = at('orders.read', () => Promise.reject(new Error('a bug')))
    await scene.life({ around: broken }).handle([{ ...reportOf(id), hop }])
    expect(putBackBy(scene)).toHaveLength(back)
    expect(await scene.rows('deadreports')).toMatchObject(dead)
  })

  test('puts back even such a report while it cannot be kept', async () => {
    const { scene, id } = await accepted()
    const around: Around = ({ name }, proceed) => {
      if (name === 'orders.read') return Promise.reject(new Error('a bug'))
      return name === 'deadReports.put' ? busy() : proceed()
    }
    await scene.life({ around }).handle([{ ...reportOf(id), hop: 10 }])
    expect(putBackBy(scene)).toMatchObject([[[{ id: 'event-1', hop: 10 }], 60]])
  })

  test('is put back when the feed cannot be asked for its orders, and asks again', async () => {
    const { scene, id } = await accepted()
    const down = atFirst('bus.post', () => Promise.reject(new TransientFault('BUS_UNAVAILABLE')))
    const life = scene.life({ around: down })
    await life.handle([reportOf(id)])
    expect(putBackBy(scene)).toMatchObject([[[{ id: 'event-1', hop: 0 }], 1]])
    await life.handle([{ ...reportOf(id), hop: 1 }])
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'feed', message: { order: id } })
  })

  test('is given back, after a part of its locks has been waited out, when it cannot be put back', async () => {
    const { scene, id } = await accepted()
    const before = scene.time.nowMs()
    const down = scene.life({ around: ({ name }, proceed) => (/^(orders|bus)/.test(name) ? busy() : proceed()) })
    await expect(down.handle([reportOf(id)])).rejects.toBeInstanceOf(TransientFault)
    expect(scene.time.nowMs() - before).toBe(20_000)
  })
})
