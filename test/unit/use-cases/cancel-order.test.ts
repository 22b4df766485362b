import { describe, expect, test } from 'vitest'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { Order } from '../../../src/domain/order.ts'
import { withChunk } from '../../../src/domain/order.ts'
import { cancelOrder } from '../../../src/use-cases/cancel-order.ts'
import type { Orders } from '../../../src/use-cases/ports.ts'
import { recordChange } from '../../../src/use-cases/record-change.ts'
import { noon, sampleOrder, secondsAfter } from '../domain/sample-order.ts'
import { storedOrders } from './stored-orders.ts'

const machine = { ...systemMachine, wait: () => Promise.resolve() }
const portsOf = (orders: Orders, now = noon) => ({ orders, machine, clock: { now: () => now } })
const due = (afterSeconds: number, changes: Partial<Order> = {}) =>
  sampleOrder({ requestedSendTime: secondsAfter(noon, afterSeconds), ...changes })
const own = ({ id, creator }: Order) => ({ id, creator })

describe('cancelling an order', () => {
  test('that nobody has picked up ends it', async () => {
    const order = due(3_600)
    const orders = storedOrders(order)
    const cancelled = { ...order, state: 'Cancelled', processed: noon }
    expect(await cancelOrder(portsOf(orders), own(order))).toEqual({ outcome: 'cancelled', order: cancelled })
    expect((await orders.read(order.id))?.value).toEqual(cancelled)
  })

  test('again is answered as the first time, whenever it is', async () => {
    const order = due(3_600)
    const orders = storedOrders(order)
    const first = await cancelOrder(portsOf(orders), own(order))
    const stored = await orders.read(order.id)
    expect(await cancelOrder(portsOf(orders, secondsAfter(noon, 7_200)), own(order))).toEqual(first)
    expect(await orders.read(order.id)).toEqual(stored)
  })

  test.each([
    [300, 'too-late'],
    [300.001, 'cancelled'],
    [0, 'too-late'],
    [-60, 'too-late'],
  ])('%d seconds before its time is %s', async (seconds, outcome) => {
    const order = due(seconds)
    const orders = storedOrders(order)
    expect(await cancelOrder(portsOf(orders), own(order))).toMatchObject({ outcome })
    expect((await orders.read(order.id))?.value.state).toBe(outcome === 'cancelled' ? 'Cancelled' : 'Registered')
  })

  test.each(['Processing', 'Completed', 'SendConditionNotMet'] as const)('that is %s is too late', async (state) => {
    const order = due(3_600, { state })
    expect(await cancelOrder(portsOf(storedOrders(order)), own(order))).toEqual({ outcome: 'too-late' })
  })

  test('of somebody else finds none, and changes nothing', async () => {
    const order = due(3_600)
    const orders = storedOrders(order)
    expect(await cancelOrder(portsOf(orders), { id: order.id, creator: 'skd' })).toEqual({ outcome: 'not-found' })
    expect((await orders.read(order.id))?.value).toEqual(order)
  })

  test.each(['0ba2d3c5-1f7c-4d0e-9f0a-2b1c3d4e5f60', due(0).id])('that does not exist finds none: %s', async (id) => {
    expect(await cancelOrder(portsOf(storedOrders()), { id, creator: 'ttd' })).toEqual({ outcome: 'not-found' })
  })
})

/** Moves the order on as whoever picks it up does, by the same conditional write. */
const pickUp = ({ orders }: { orders: Orders }, value: Order) =>
  recordChange({ orders, machine }, { value, version: '1' }, (current) =>
    current.state === 'Registered' ? withChunk(current, current.chunk, noon) : current,
  )

describe('where an order is cancelled and picked up at the same time', () => {
  /** `picks` runs between the read and the write of the cancellation. */
  const rivalled = (orders: Orders, picks: () => Promise<unknown>): Orders => {
    let left = 1
    return {
      ...orders,
      update: async (order, version) => {
        if (left-- > 0) await picks()
        return orders.update(order, version)
      },
    }
  }

  test('the cancellation loses when the other writes first', async () => {
    const order = due(3_600)
    const orders = storedOrders(order)
    const rival = rivalled(orders, () => pickUp({ orders }, order))
    expect(await cancelOrder(portsOf(rival), own(order))).toEqual({ outcome: 'too-late' })
    expect((await orders.read(order.id))?.value.state).toBe('Processing')
  })

  test('the other loses when the cancellation is written first', async () => {
    const order = due(3_600)
    const orders = storedOrders(order)
    const rival = rivalled(orders, () => cancelOrder(portsOf(orders), own(order)))
    const picked = await pickUp({ orders: rival }, order)
    expect(picked?.state).toBe('Cancelled')
    expect((await orders.read(order.id))?.value.state).toBe('Cancelled')
  })

  test('a write that changed nothing about it is no reason to give up', async () => {
    const order = due(3_600)
    const orders = storedOrders(order)
    const touch = async () => orders.update(order, (await orders.read(order.id))?.version ?? '')
    expect(await cancelOrder(portsOf(rivalled(orders, touch)), own(order))).toMatchObject({ outcome: 'cancelled' })
  })

  test('a row that is always contended is a fault that may pass', async () => {
    const order = due(3_600)
    const contended: Orders = { ...storedOrders(order), update: () => Promise.resolve({ outcome: 'conflict' }) }
    await expect(cancelOrder(portsOf(contended), own(order))).rejects.toBeInstanceOf(TransientFault)
  })
})
