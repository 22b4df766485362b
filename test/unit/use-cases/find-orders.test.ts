import { describe, expect, test } from 'vitest'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { Order } from '../../../src/domain/order.ts'
import { findOrders } from '../../../src/use-cases/find-orders.ts'
import type { ReferenceRow } from '../../../src/use-cases/ports.ts'
import { noon, sampleOrder, secondsAfter } from '../domain/sample-order.ts'
import { storedOrders } from './stored-orders.ts'

const asked = { creator: 'ttd', reference: 'sak-1' }

const rowOf = ({ id, nonce }: Order, writtenAt = noon): ReferenceRow => ({ ...asked, order: id, nonce, writtenAt })

/** An index with these rows, at noon. */
function world(orders: ReturnType<typeof storedOrders>, ...rows: readonly ReferenceRow[]) {
  const left = new Set(rows)
  let isDown = false
  const references = {
    put: () => Promise.reject(new Error('nothing is put')),
    async remove(row: ReferenceRow) {
      if (isDown) throw new TransientFault('BUSY')
      await Promise.resolve(left.delete(row))
    },
    find: (creator: string, reference: string) =>
      Promise.resolve(creator === 'ttd' && reference === 'sak-1' ? [...left] : []),
  }
  const silent = () => undefined
  const ports = {
    orders,
    references,
    machine: { ...systemMachine, now: () => noon },
    log: { info: silent, warn: silent, error: silent },
  }
  return {
    find: async (search = asked) => (await findOrders(ports, search)).map(({ order }) => order),
    findAll: () => findOrders(ports, asked),
    left,
    goDown: () => (isDown = true),
  }
}

describe('the orders of a reference', () => {
  const [first, second] = [sampleOrder(), sampleOrder()]
  const orders = storedOrders(first, second)

  test('are all that have it, with their content', async () => {
    expect(await world(orders, rowOf(first), rowOf(second)).findAll()).toMatchObject([
      { order: first, content: { sms: {} } },
      { order: second, content: { sms: {} } },
    ])
  })

  test("do not include somebody else's, whatever the index says", async () => {
    const others = sampleOrder({ creator: 'skd' })
    expect(await world(storedOrders(others), rowOf(others)).find()).toEqual([])
  })

  test('are none where nobody used it', async () => {
    expect(await world(orders, rowOf(first)).find({ creator: 'ttd', reference: 'Sak-1' })).toEqual([])
  })

  test('are read ten at a time, however many there are', async () => {
    let [running, most] = [0, 0]
    const slow: typeof orders = {
      ...orders,
      async readWithContent(id) {
        most = Math.max(most, ++running)
        await new Promise(setImmediate)
        running--
        return orders.readWithContent(id)
      },
    }
    expect(await world(slow, ...Array.from({ length: 40 }, () => rowOf(first))).find()).toHaveLength(40)
    expect(most).toBe(10)
  })
})

describe('a row that a request left which did not commit', () => {
  const order = sampleOrder()
  const orders = storedOrders(order)
  const lost = { ...rowOf(order), nonce: 'of a request that lost' }

  test('is not shown, and is removed at once where another request has committed the order', async () => {
    const { find, left } = world(orders, lost, rowOf(order))
    expect(await find()).toEqual([order])
    expect([...left]).toEqual([rowOf(order)])
  })

  test('is left alone for an hour where there is no order: it may be about to come', async () => {
    const ages = [0, 3_600, 3_600.001]
    const rows = ages.map((age) => rowOf(sampleOrder(), secondsAfter(noon, -age)))
    const { find, left } = world(orders, ...rows)
    expect(await find()).toEqual([])
    expect([...left]).toEqual(rows.slice(0, 2))
  })

  test('that cannot be removed fails nobody’s search', async () => {
    const { find, left, goDown } = world(orders, lost, rowOf(order))
    goDown()
    expect(await find()).toEqual([order])
    expect(left.size).toBe(2)
  })
})
