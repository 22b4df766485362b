import { describe, expect, test } from 'vitest'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import type { Order, OrderContent } from '../../../src/domain/order.ts'
import { sampleOrder } from '../../unit/domain/sample-order.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const orders = () => tableOrders(tables.client('orders'))

const instant = (more: Partial<Order> = {}) => sampleOrder({ type: 'Instant', reservation: 'open', ...more })
const sms = (body: string): OrderContent => ({ sms: { sender: 'Altinn', body } })

async function inserted(order: Order, content: OrderContent) {
  await orders().insert([{ order, content }])
  const stored = await orders().readWithContent(order.id)
  if (stored === undefined) throw new Error('the order was inserted')
  return stored
}

test('a reservation is read as it was stored, until it ends', async () => {
  const order = instant()
  const { value, version } = await inserted(order, sms('Hei'))
  expect(value).toEqual(order)
  await orders().update({ ...order, reservation: 'refused' }, version)
  const refused = await orders().read(value.id)
  expect(refused?.value.reservation).toBe('refused')
  const { reservation: _, ...taken } = order
  await orders().update(taken, refused?.version ?? '')
  expect((await orders().read(value.id))?.value).toEqual(taken)
})

test('the files of an order are counted in its row, and lie in its content', async () => {
  const file = {
    filename: 'a.pdf',
    mimeType: 'application/pdf',
    sasUrl: 'https://a.blob.core.windows.net/c/a.pdf?sig=x',
  }
  const order = sampleOrder({ type: 'Composed', attachments: 1 })
  const stored = await inserted(order, { attachments: [file] })
  expect(stored).toMatchObject({ value: order, content: { attachments: [file] } })
})

describe('an order in the place of another', () => {
  test('leaves nothing of that', async () => {
    const { value, version } = await inserted(instant({ sendersReference: 'old' }), sms('x'.repeat(100_000)))
    const { sendersReference: _, ...other } = { ...value, nonce: 'another' }
    expect(await orders().replace({ order: other, content: sms('Hei') }, version)).toMatchObject({ outcome: 'stored' })
    const read = await orders().readWithContent(value.id)
    expect(read).toMatchObject({ content: sms('Hei') })
    expect(read?.value).toEqual(other)
  })

  test('under an old version is a conflict and changes nothing', async () => {
    const { value, version } = await inserted(instant(), sms('Hei'))
    await orders().update(value, version)
    const other = { ...value, nonce: 'another' }
    expect(await orders().replace({ order: other, content: sms('other') }, version)).toEqual({ outcome: 'conflict' })
    expect(await orders().readWithContent(value.id)).toMatchObject({ value, content: sms('Hei') })
  })
})
