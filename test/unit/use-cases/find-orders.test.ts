import { describe, expect, test } from 'vitest'
import type { OrderId } from '../../../src/domain/ids.ts'
import { findOrders } from '../../../src/use-cases/find-orders.ts'
import { sampleOrder } from '../domain/sample-order.ts'
import { storedOrders } from './stored-orders.ts'

const indexOf = (...rows: readonly { readonly order: OrderId; readonly nonce: string }[]) => ({
  put: () => Promise.reject(new Error('nothing is put')),
  remove: () => Promise.reject(new Error('nothing is removed')),
  find: (creator: string, reference: string) => Promise.resolve(creator === 'ttd' && reference === 'sak-1' ? rows : []),
})

describe('the orders of a reference', () => {
  const [first, second] = [sampleOrder(), sampleOrder()]
  const orders = storedOrders(first, second)
  const asked = { creator: 'ttd', reference: 'sak-1' }
  const rowOf = ({ id, nonce }: typeof first) => ({ order: id, nonce })

  test('are all that have it, with their content', async () => {
    const found = await findOrders({ orders, references: indexOf(rowOf(first), rowOf(second)) }, asked)
    expect(found).toMatchObject([
      { order: first, content: { sms: {} } },
      { order: second, content: { sms: {} } },
    ])
  })

  test('do not include what was left by a request that did not commit', async () => {
    const orphans = [
      { order: first.id, nonce: 'of a request that lost' },
      { order: sampleOrder().id, nonce: 'of an order that never was' },
    ]
    const found = await findOrders({ orders, references: indexOf(...orphans, rowOf(first)) }, asked)
    expect(found.map(({ order }) => order)).toEqual([first])
  })

  test("do not include somebody else's, whatever the index says", async () => {
    const others = sampleOrder({ creator: 'skd' })
    const found = await findOrders({ orders: storedOrders(others), references: indexOf(rowOf(others)) }, asked)
    expect(found).toEqual([])
  })

  test('are none where nobody used it', async () => {
    const references = indexOf(rowOf(first))
    expect(await findOrders({ orders, references }, { creator: 'ttd', reference: 'Sak-1' })).toEqual([])
  })
})
